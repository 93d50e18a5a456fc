import { describe, expect, it } from "vitest";
import { type DayFacts, judge } from "../../src/sync/verdict.ts";

const good: DayFacts = {
  day: "2026-11-20",
  today: "2026-11-20",
  isComplete: true,
  expectsDaily: true,
  grows: false,
  found: 100,
  parts: [{ part: "cs.CL", told: 100, toldEarlier: 0 }],
  history: [90, 100, 110],
};
const repeated = (toldEarlier: number, told = 100) => [{ part: "cs.CL", told, toldEarlier }];

describe("judge", () => {
  it.each<[string, Partial<DayFacts>, object]>([
    ["a usual day", {}, { kind: "ok" }],
    ["a day without history", { history: [], found: 1 }, { kind: "ok" }],
    [
      "an error",
      { isComplete: false, error: "network: ENOTFOUND" },
      { kind: "failed", detail: "network: ENOTFOUND" },
    ],
    [
      "an error at a weekend",
      { isComplete: false, error: "x", closed: "weekend", found: 0 },
      { kind: "failed", detail: "x" },
    ],
    ["an end before the end", { isComplete: false }, { kind: "failed", detail: "it ended before the end" }],
    ["a weekend", { found: 0, parts: [], closed: "weekend" }, { kind: "empty", detail: "weekend" }],
    ["a holiday", { found: 0, parts: [], closed: "holiday" }, { kind: "empty", detail: "holiday" }],
    ["nothing yet on a working day", { found: 0, parts: [] }, { kind: "late" }],
    [
      "nothing on a past working day",
      { found: 0, parts: [], today: "2026-11-21" },
      { kind: "empty", detail: "nothing on a working day" },
    ],
    [
      "nothing where nothing is promised",
      { found: 0, parts: [], expectsDaily: false },
      { kind: "empty", detail: "nothing new" },
    ],
    ["yesterday's list", { found: 0, parts: repeated(100) }, { kind: "stale", detail: "cs.CL" }],
    ["nearly yesterday's list", { found: 5, parts: repeated(95) }, { kind: "stale", detail: "cs.CL" }],
    ["some repetition", { parts: repeated(89) }, { kind: "ok" }],
    [
      "a small part that repeats itself",
      { parts: [...repeated(0), { part: "cs.AI", told: 4, toldEarlier: 4 }] },
      { kind: "ok" },
    ],
    ["far fewer than usual", { found: 29, parts: [] }, { kind: "short", detail: "29 instead of about 100" }],
    ["fewer than usual", { found: 31, parts: [] }, { kind: "ok" }],
    ["few so far, on a day that grows", { found: 5, grows: true }, { kind: "ok" }],
    ["few on a day that has grown", { found: 5, grows: true, today: "2026-11-21" }, { kind: "short" }],
    ["few on a day that is usually empty", { found: 5, closed: "weekend" }, { kind: "ok" }],
    ["few, with little to compare to", { found: 5, history: [100, 100] }, { kind: "ok" }],
  ])("%s", (_, facts, verdict) => {
    expect(judge({ ...good, ...facts })).toMatchObject(verdict);
  });
});
