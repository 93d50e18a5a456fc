import { describe, expect, it } from "vitest";
import { nameOf, readAddress } from "../../../src/store/postgres/address.ts";

describe("readAddress", () => {
  it.each([
    ["postgres://localhost/papers", { host: "localhost", port: 5432, database: "papers", ssl: false }],
    ["postgresql://bot:p%40ss@db.example.org:6000/papers", { user: "bot", password: "p@ss", port: 6000 }],
    [
      "postgres:///papers?host=/run/pg&port=6000&user=bot",
      { host: "/run/pg", port: 6000, user: "bot", ssl: false },
    ],
    ["postgres://[::1]/papers", { host: "::1", ssl: false }],
    [
      "postgres://h/papers?connect_timeout=3&application_name=lab",
      { connectMs: 3000, application_name: "lab" },
    ],
    ["postgres://db.example.org/papers", { ssl: { rejectUnauthorized: true } }],
    ["postgres://db.example.org/papers?sslmode=disable", { ssl: false }],
    ["postgres://db.example.org/papers?sslmode=require", { ssl: { rejectUnauthorized: false } }],
    [
      "postgres://localhost/papers?sslmode=verify-full&sslrootcert=system",
      { ssl: { rejectUnauthorized: true } },
    ],
  ])("reads %s", (text, parts) => {
    expect(readAddress(text)).toMatchObject(parts);
  });

  it("checks the name in a certificate unless it is told not to", () => {
    const { ssl } = readAddress("postgres://db.example.org/papers");
    expect(ssl).not.toHaveProperty("checkServerIdentity");
    expect(readAddress("postgres://h/p?sslmode=verify-ca").ssl).toHaveProperty("checkServerIdentity");
  });

  it.each([
    ["mysql://bot:hunter22@h/papers", /does not begin with postgres/],
    ["postgres://bot:hunter22@h", /names no database/],
    ["postgres://bot:hunter22@h/papers?sslmode=prefer", /sslmode=prefer; use one of disable/],
    ["postgres://bot:hunter22@h/papers?options=-c", /parameter “options”, which is not one of sslmode/],
    ["postgres://bot:hunter22#x@h/papers", /not a valid address|has a # in it/],
    ["postgres://bot:hunter22%zz@h/papers", /has a % in it/],
    ["postgres://bot:hunter22@h/papers?connect_timeout=soon", /connect_timeout/],
    ["postgres://bot:hunter22@h/papers?port=0", /port that is not a number/],
    ["postgres://bot:hunter22@h/papers?sslrootcert=/no/such/file", /sslrootcert/],
    ["postgres://", /names no database/],
  ])("says what is wrong with %s, and never repeats its password", (text, message) => {
    const said = () => readAddress(text);
    expect(said).toThrow(message);
    expect(said).not.toThrow(/hunter22/);
  });

  it("is shown without who uses it", () => {
    expect(nameOf(readAddress("postgres://bot:hunter22@db.example.org/papers"))).toBe(
      "PostgreSQL at db.example.org:5432/papers",
    );
  });
});
