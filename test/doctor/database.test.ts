import { describe, expect, it } from "vitest";
import { checkDatabase } from "../../src/doctor/database.ts";

const GOOD = {
  state: "good",
  server: "PostgreSQL at h:5432/papers",
  version: "17.2",
  bytes: 9_000_000,
  papers: 1,
  latencyMs: 0.4,
  aheadMs: 20,
  connections: 12,
  mostConnections: 100,
} as const;

describe("checkDatabase", () => {
  it("finds nothing wrong where nothing is", () => {
    expect(checkDatabase(GOOD)).toEqual([
      {
        check: "database",
        level: "ok",
        text: "Database: PostgreSQL at h:5432/papers, version 17.2, 9 MB with 1 paper.",
      },
      { check: "database.latency", level: "ok", text: "The database answers in less than 1 ms." },
    ]);
    for (const state of ["empty", "older"] as const)
      expect(checkDatabase({ ...GOOD, state }).map(({ level }) => level)).toEqual(["ok", "ok"]);
  });

  it.each([
    [{ state: "newer" }, "database.newer", "problem", /newer Paperboy/],
    [{ latencyMs: 80 }, "database.latency", "warning", /answers in 80 ms/],
    [{ aheadMs: -61_000 }, "database.clock", "warning", /61 seconds behind this machine's/],
    [{ aheadMs: 8000 }, "database.clock", "warning", /8 seconds ahead of/],
    [{ connections: 95 }, "database.connections", "warning", /100 connections, and 95 are in use/],
  ] as const)("says what to do about %j", (different, check, level, text) => {
    const found = checkDatabase({ ...GOOD, ...different }).find((finding) => finding.check === check);
    expect(found).toMatchObject({
      level,
      text: expect.stringMatching(text),
      fix: expect.stringMatching(/\.$/),
    });
  });

  it("passes on why a database can't be used", () => {
    const [finding] = checkDatabase({ state: "unusable", trouble: "PostgreSQL at h can't be reached." });
    expect(finding).toMatchObject({ check: "database.usable", level: "problem" });
  });
});
