import { describe, expect, it } from "vitest";
import { StoreError } from "../../../src/errors.ts";
import { isBusy } from "../../../src/store/dialect.ts";
import { explainPostgresError } from "../../../src/store/postgres/explain-error.ts";

const coded = (code: string, message = "as the server says it") =>
  Object.assign(new Error(message), { code });

describe("explainPostgresError", () => {
  it.each([
    [coded("53100"), "the disk is full", /disk of PostgreSQL at h is full/],
    [coded("53300"), "the database has no free connection", /Raise max_connections/],
    [coded("57P03"), "the database can't be reached", /can't be reached \(57P03\)/],
    [coded("25006"), "the database can't be written", /standby, or set to read only/],
    [coded("42501"), "the database can't be written", /owner of the database/],
    [coded("57014"), "the database is too slow", /did not finish a query in time/],
    [new Error("Query read timeout"), "the database is too slow", /in time/],
    [coded("40001"), "another program holds the library locked", /Try again in a moment/],
    [new Error("Connection terminated unexpectedly"), "the database can't be reached", /reached\. Check/],
    [new AggregateError([coded("ECONNREFUSED")]), "the database can't be reached", /ECONNREFUSED/],
    [coded("DEPTH_ZERO_SELF_SIGNED_CERT"), "the database's certificate is not trusted", /sslrootcert/],
    [coded("XX001"), "the database reports an error", /its log and its disk/],
  ])("puts %s in plain words", (error, reason, message) => {
    const explained = explainPostgresError(error, "PostgreSQL at h");
    expect(explained).toBeInstanceOf(StoreError);
    expect(explained).toMatchObject({ reason, message: expect.stringMatching(message) });
    expect(isBusy(explained)).toBe(isBusy(error));
  });

  it("leaves any other error alone", () => {
    const error = coded("23505");
    expect(explainPostgresError(error, "PostgreSQL at h")).toBe(error);
  });
});
