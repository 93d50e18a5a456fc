import { describe, expect, it } from "vitest";
import { ageInDays, dayNumber, recencyOf, scoreOf, votesOf, weighted } from "../../src/recommend/score.ts";

const PARTS = { match: 1, votes: 1, recency: 1, novelty: 1, category: 1 };
const DAY = dayNumber("2026-11-23");

describe("a score", () => {
  it("is mostly the match where something is looked for", () => {
    expect(weighted(PARTS, true)).toEqual({
      match: 0.6,
      votes: 0.12,
      recency: 0.16,
      novelty: 0.12,
      category: 0.05,
    });
  });

  it("is votes, age and novelty where nothing is", () => {
    expect(weighted(PARTS, false)).toEqual({
      match: 0,
      votes: 0.45,
      recency: 0.35,
      novelty: 0.2,
      category: 0.05,
    });
  });

  it("adds all parts up, each by its share", () => {
    const parts = { match: 0.5, votes: 0.25, recency: 0.5, novelty: 1 };
    expect(scoreOf(parts, true)).toBeCloseTo(0.3 + 0.03 + 0.08 + 0.12, 10);
    expect(scoreOf({ ...parts, category: 1 }, true)).toBeCloseTo(0.53 + 0.05, 10);
    expect(scoreOf(parts, false)).toBeCloseTo(0.1125 + 0.175 + 0.2, 10);
  });
});

describe("votes", () => {
  it("count less and less, up to 200", () => {
    expect(votesOf(0)).toBe(0);
    expect(votesOf(13)).toBeCloseTo(Math.log(14) / Math.log(201), 10);
    expect(votesOf(199)).toBeLessThan(1);
    expect([votesOf(200), votesOf(5000)]).toEqual([1, 1]);
  });
});

describe("the age of a paper", () => {
  it.each([
    ["2026-11-23", 0],
    ["2026-11-22", 1],
    ["2026-11-25", -2],
    ["2026-10", 39],
    ["2026", 145],
    [undefined, undefined],
  ])("of %s is %s days, by the middle of what is known", (published, days) => {
    expect(ageInDays(published, DAY)).toBe(days);
  });

  it("halves its recency every 30 days; what comes out later is as new as today's", () => {
    expect(recencyOf("2026-11-23", DAY)).toBe(1);
    expect(recencyOf("2026-10-24", DAY)).toBeCloseTo(0.5, 10);
    expect(recencyOf("2026-09-24", DAY)).toBeCloseTo(0.25, 10);
    expect(recencyOf("2026-11-30", DAY)).toBe(1);
    expect(recencyOf(undefined, DAY)).toBe(0);
  });
});
