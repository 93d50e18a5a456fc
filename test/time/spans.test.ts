import { describe, expect, it, test } from "vitest";
import { addDays } from "../../src/time/day.ts";
import {
  addMonths,
  isDay,
  longDay,
  longMonth,
  longSpan,
  spanOfMonth,
  spanOfWeek,
  weekOf,
} from "../../src/time/spans.ts";

test.each([
  ["2026-11-29", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-11-31", false],
  ["2026-11", false],
  ["2026-11-29T00:00", false],
  ["nonsense", false],
])("%s is a day: %s", (text, isOne) => {
  expect(isDay(text)).toBe(isOne);
});

describe("weeks", () => {
  it.each([
    ["2026-11-29", "2026-W48"],
    ["2026-11-30", "2026-W49"],
    ["2027-01-03", "2026-W53"],
    ["2024-12-30", "2025-W01"],
    ["2021-01-01", "2020-W53"],
  ])("%s is in %s", (day, week) => {
    expect(weekOf(day)).toBe(week);
  });

  it("have seven days, each of them in the week", () => {
    for (let day = "2019-12-28"; day < "2028-01-15"; day = addDays(day, 1)) {
      const span = spanOfWeek(weekOf(day));
      expect(span && span.from <= day && day <= span.until && addDays(span.from, 6) === span.until, day).toBe(
        true,
      );
    }
  });

  it.each(["2026-W54", "2025-W53", "2026-W00", "2026-48", "x"])("%s is none", (week) => {
    expect(spanOfWeek(week)).toBeUndefined();
  });
});

describe("months", () => {
  it.each([
    ["2026-11", "2026-11-30"],
    ["2024-02", "2024-02-29"],
    ["2026-12", "2026-12-31"],
  ])("%s ends on %s", (month, until) => {
    expect(spanOfMonth(month)).toEqual({ from: `${month}-01`, until });
  });

  it.each(["2026-13", "2026-00", "2026", "x"])("%s is none", (month) => {
    expect(spanOfMonth(month)).toBeUndefined();
  });

  it("follow each other over the years", () => {
    expect([addMonths("2026-12", 1), addMonths("2026-01", -1), addMonths("2026-11", -23)]).toEqual([
      "2027-01",
      "2025-12",
      "2024-12",
    ]);
  });
});

test("days, weeks and months are named in full", () => {
  expect(longDay("2026-11-30")).toBe("Monday 30 November 2026");
  expect(longMonth("2026-11")).toBe("November 2026");
  expect(longSpan({ from: "2026-11-23", until: "2026-11-29" })).toBe("23–29 November 2026");
  expect(longSpan({ from: "2026-11-30", until: "2026-12-06" })).toBe("30 November – 6 December 2026");
  expect(longSpan({ from: "2026-12-28", until: "2027-01-03" })).toBe("28 December 2026 – 3 January 2027");
});
