import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWhenPhrase, splitWhenPhrase, type WhenPhrase } from "../../src/time/when-phrase.ts";

describe("readWhenPhrase", () => {
  it.each<[string, WhenPhrase]>([
    ["Tuesday 14:00", { days: "tuesday", time: "14:00" }],
    ["tuesdays at 2pm", { days: "tuesdays", time: "14:00" }],
    ["every monday 9am", { weeks: 1, days: "monday", time: "09:00" }],
    [
      "every other Tuesday at 14:00 Berlin time",
      { weeks: 2, days: "tuesday", time: "14:00", timezone: "Europe/Berlin" },
    ],
    ["every 2 weeks on friday 10", { weeks: 2, days: "friday", time: "10:00" }],
    ["every 4 weeks on thu, 4 pm", { weeks: 4, days: "thu", time: "16:00" }],
    ["every week on monday", { weeks: 1, isWeekly: true, days: "monday" }],
    ["weekly monday 9am", { weeks: 1, isWeekly: true, days: "monday", time: "09:00" }],
    ["weekdays 9", { days: "weekdays", time: "09:00" }],
    [
      "every weekday at 8:30 in New York",
      { weeks: 1, days: "weekdays", time: "08:30", timezone: "America/New_York" },
    ],
    ["every day 7am", { weeks: 1, days: "daily", time: "07:00" }],
    ["mon, wed and fri 9:15", { days: "mon,wed,fri", time: "09:15" }],
    ["mon-thu 9", { days: "mon-thu", time: "09:00" }],
    ["2026-12-01 14:00 UTC", { days: "2026-12-01", time: "14:00", timezone: "UTC" }],
    ["on wednesday", { days: "wednesday" }],
    ["at 9am", { time: "09:00" }],
  ])("reads “%s”", (text, expected) => expect(readWhenPhrase(text)).toEqual(expected));

  it.each([
    "",
    "monitoring 9",
    "tuesday 25:00",
    "9",
    "sunspots",
    "every third monday",
    "monday 9am Atlantis",
    "streaming video",
    "day 3",
    "fri-tuesdayish 9",
    "weekly",
    "every week",
  ])("leaves “%s” alone", (text) => expect(readWhenPhrase(text)).toBeUndefined());

  it("never fails, whatever is typed", () => {
    const words = fc.constantFrom(
      "every",
      "mon",
      "9",
      "am",
      ",",
      "at",
      "in",
      "berlin",
      "weekly",
      "-",
      "🙂",
      "other",
      "and",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => void readWhenPhrase(parts.join(" "))),
      {
        numRuns: 200,
      },
    );
  });
});

describe("splitWhenPhrase", () => {
  it.each<[string, string, WhenPhrase]>([
    ["weekdays 9", "", { days: "weekdays", time: "09:00" }],
    ["bees every Monday 9am", "bees", { weeks: 1, days: "monday", time: "09:00" }],
    ["bees, streaming video, weekdays at 8:30", "bees, streaming video", { days: "weekdays", time: "08:30" }],
    ["bees daily", "bees", { days: "daily" }],
    ["bees at 9:30", "bees", { time: "09:30" }],
  ])("finds it at the end of “%s”", (text, words, when) =>
    expect(splitWhenPhrase(text)).toEqual({ words, when }),
  );

  it.each([
    "sunday",
    "papers about monday",
    "looking at 9",
    "streaming video",
    "protein folding, black friday",
    "covid 19",
    "every day life",
    "bees every other monday 9",
  ])("finds none in “%s”", (text) => {
    const { words, when } = splitWhenPhrase(text);
    expect(when?.weeks === 2 || when === undefined).toBe(true);
    if (!when) expect(words).toBe(text);
  });
});
