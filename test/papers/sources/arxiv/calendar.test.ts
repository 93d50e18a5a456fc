import { describe, expect, it } from "vitest";
import {
  announcementOf,
  announcesOn,
  closedOn,
  feedDay,
  feedDayOf,
} from "../../../../src/papers/sources/arxiv/calendar.ts";
import { addDays, weekdayOf } from "../../../../src/time/day.ts";

const YEAR = Array.from({ length: 365 }, (_, index) => addDays("2026-01-01", index));
const HOLIDAYS = YEAR.filter((day) => weekdayOf(day) % 7 <= 4 && !announcesOn(day));

describe("arXiv's calendar, over a year", () => {
  it("announces from Sunday to Thursday, but on holidays", () => {
    for (const day of YEAR.filter((one) => [5, 6].includes(weekdayOf(one))))
      expect(announcesOn(day), day).toBe(false);
    expect(HOLIDAYS).toEqual([
      "2026-01-01",
      "2026-01-19",
      "2026-09-07",
      "2026-11-26",
      "2026-12-29",
      "2026-12-31",
    ]);
  });

  it("expects papers on every day after an announcement that is no holiday itself", () => {
    const counts = { weekend: 0, holiday: 0, open: 0 };
    for (const day of YEAR) counts[closedOn(day) ?? "open"]++;
    expect(counts.weekend).toBe(104);
    expect(counts.open + counts.holiday).toBe(261);
    // The nine listed days, and the days after the holidays from Monday to Thursday.
    expect(YEAR.filter((day) => closedOn(day) === "holiday")).toEqual([
      "2026-01-01",
      "2026-01-02",
      "2026-01-19",
      "2026-01-20",
      "2026-06-19",
      "2026-07-03",
      "2026-09-07",
      "2026-09-08",
      "2026-11-26",
      "2026-11-27",
      "2026-12-25",
      "2026-12-29",
      "2026-12-30",
      "2026-12-31",
    ]);
  });

  it("announces what comes in at any hour: later, at eight in the evening, within a week", () => {
    for (let hour = 0; hour < 365 * 24; hour++) {
      const received = new Date(Date.UTC(2026, 0, 1, hour, 30));
      const announced = announcementOf(received);
      const wait = (announced.getTime() - received.getTime()) / 3_600_000;
      expect(wait, received.toISOString()).toBeGreaterThan(5);
      expect(wait, received.toISOString()).toBeLessThan(24 * 7);
      const evening = announced.toLocaleTimeString("en-GB", { timeZone: "America/New_York" });
      expect(evening, received.toISOString()).toBe("20:00:00");
      expect(weekdayOf(feedDayOf(received))).toBeLessThan(7);
    }
  });

  it.each([
    // The table of arXiv's help pages, around its deadlines; Eastern time is UTC-5 in November.
    ["Monday before 14:00", "2026-11-16T18:59:00Z", "2026-11-17T01:00:00.000Z"],
    ["Monday after 14:00", "2026-11-16T19:00:00Z", "2026-11-18T01:00:00.000Z"],
    ["Thursday after 14:00", "2026-11-19T19:30:00Z", "2026-11-23T01:00:00.000Z"],
    ["Friday before 14:00", "2026-11-20T18:00:00Z", "2026-11-23T01:00:00.000Z"],
    ["Friday after 14:00", "2026-11-20T20:00:00Z", "2026-11-24T01:00:00.000Z"],
    ["Saturday", "2026-11-21T12:00:00Z", "2026-11-24T01:00:00.000Z"],
    ["Sunday", "2026-11-22T12:00:00Z", "2026-11-24T01:00:00.000Z"],
    ["in summer", "2026-07-13T17:59:00Z", "2026-07-14T00:00:00.000Z"],
    ["before a holiday on Thursday", "2026-11-26T12:00:00Z", "2026-11-30T01:00:00.000Z"],
  ])("announces what came on %s in time", (_, received, announced) => {
    expect(announcementOf(new Date(received)).toISOString()).toBe(announced);
  });

  it.each([
    ["2026-11-20T04:59:00Z", "2026-11-19"],
    ["2026-11-20T05:00:00Z", "2026-11-20"],
    ["2026-07-10T03:59:00Z", "2026-07-09"],
    ["2026-07-10T04:00:00Z", "2026-07-10"],
    ["2026-11-01T05:30:00Z", "2026-11-01"],
    ["2026-03-08T07:30:00Z", "2026-03-08"],
  ])("at %s the feed is that of %s", (now, day) => expect(feedDay(new Date(now))).toBe(day));
});
