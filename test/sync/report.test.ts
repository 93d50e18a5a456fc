import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { closedOn, feedDay } from "../../src/papers/sources/arxiv/calendar.ts";
import type { Source } from "../../src/papers/sources/source.ts";
import type { SourceDayRow } from "../../src/store/schema.ts";
import { putSourceDay } from "../../src/store/sources/sources.ts";
import { sourceReport, sourcesOn } from "../../src/sync/report.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openNewDatabase } from "../support/library/database.ts";

const source: Source = {
  name: "toy",
  label: "Toy",
  schedule: { everyMinutes: 60 },
  lookBack: 1,
  remembers: true,
  expectsDaily: true,
  today: feedDay,
  closed: closedOn,
  async *fetch() {},
};

const NOW = new Date("2026-11-20T12:00:00Z");

/** A database in which these days of the source are known. */
async function knowing(...days: readonly Partial<SourceDayRow>[]) {
  const db = await openNewDatabase(join(temporaryFolder(), "paperboy.db"));
  onTestFinished(() => db.destroy());
  for (const different of days) {
    await putSourceDay(db, {
      source: "toy",
      day: "2026-11-20",
      verdict: "ok",
      detail: null,
      trouble: null,
      way: null,
      found: 0,
      attempts: 1,
      checked_at: "2026-11-20T11:00:00.000Z",
      next_try_at: null,
      ...different,
    });
  }
  return db;
}

/** The report of a Friday morning, where these days are known. */
async function reportOf(...days: readonly Partial<SourceDayRow>[]) {
  return sourceReport(await knowing(...days), [source], NOW);
}

const NEXT = "2026-11-20T17:00:00.000Z";
const WEDNESDAY = { day: "2026-11-18", verdict: "ok", found: 1612 };

describe("sourceReport", () => {
  it.each<[string, Partial<SourceDayRow>[], string]>([
    ["a source that was never asked", [], "Toy: not asked yet"],
    ["a good day", [{ found: 1 }], "Toy: 1 paper for Fri 20 Nov; checked 11:00 UTC"],
    [
      "a good day by another way",
      [{ found: 2, way: "by OAI-PMH" }],
      "Toy: 2 papers for Fri 20 Nov by OAI-PMH; checked 11:00 UTC",
    ],
    [
      "a list that is early",
      [{ verdict: "late", next_try_at: NEXT }],
      "Toy: is late: nothing yet for Fri 20 Nov; next try 17:00 UTC; checked 11:00 UTC",
    ],
    [
      "an empty day after a good one",
      [{ verdict: "empty", detail: "holiday" }, WEDNESDAY],
      "Toy: nothing for Fri 20 Nov (holiday); before that 1,612 papers for Wed 18 Nov; checked 11:00 UTC",
    ],
  ])("needs no notice on %s", async (_, days, line) => {
    expect(await reportOf(...days)).toEqual({ lines: [{ source: "toy", text: line, isFine: true }] });
  });

  it.each<[string, Partial<SourceDayRow>, string]>([
    [
      "a failure",
      { verdict: "failed", detail: "network: ENOTFOUND", next_try_at: NEXT },
      "failed for Fri 20 Nov (network: ENOTFOUND); next try 17:00 UTC",
    ],
    [
      "a stale category",
      { verdict: "stale", detail: "cs.AI", next_try_at: NEXT },
      "repeats an earlier list on Fri 20 Nov (cs.AI); next try 17:00 UTC",
    ],
    [
      "a short day",
      { verdict: "short", detail: "10 instead of about 100" },
      "has unusually few papers for Fri 20 Nov: 10 instead of about 100",
    ],
    [
      "a list that is late in the day",
      { verdict: "late", attempts: 3 },
      "is late: nothing yet for Fri 20 Nov",
    ],
    [
      "yesterday's list, still missing",
      { day: "2026-11-19", verdict: "late" },
      "is late: nothing yet for Thu 19 Nov",
    ],
    [
      "a working day with nothing",
      { day: "2026-11-19", verdict: "empty", detail: "nothing on a working day" },
      "nothing for Thu 19 Nov",
    ],
  ])("has a notice about %s", async (_, day, text) => {
    const { notice } = await reportOf(day, WEDNESDAY);
    expect(notice).toContain("Today's papers may be incomplete: Toy ");
    expect(notice).toContain(text);
  });

  it("lets what is long past rest", async () => {
    expect(
      (await reportOf({}, { day: "2026-11-12", verdict: "failed", detail: "x" })).notice,
    ).toBeUndefined();
  });
});

describe("sourcesOn", () => {
  it("says of one day what each source had, without naming the day, in the order of the settings", async () => {
    const db = await knowing(
      { found: 1612 },
      { source: "gone", verdict: "empty", detail: "weekend" },
      { source: "toy2", verdict: "late", next_try_at: NEXT },
      { day: "2026-11-19", verdict: "failed", detail: "network: ENOTFOUND", next_try_at: NEXT },
    );
    const sources = [source, { ...source, name: "toy2", label: "Toy Two" }];
    expect(await sourcesOn(db, sources, "2026-11-20", NOW)).toEqual([
      { source: "toy", label: "Toy", text: "1,612 papers", isFine: true },
      { source: "toy2", label: "Toy Two", text: "is late: nothing yet; next try 17:00 UTC", isFine: false },
      { source: "gone", label: "gone", text: "nothing (weekend)", isFine: true },
    ]);
    expect((await sourcesOn(db, sources, "2026-11-19", NOW)).map(({ text }) => text)).toEqual([
      "failed (network: ENOTFOUND); next try 17:00 UTC",
    ]);
  });
});
