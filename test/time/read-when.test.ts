import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCronLine } from "../../src/delivery/planning/cron-line.ts";
import { describeDays, describeEvery, readDays, readTime, readTimezone } from "../../src/time/read-when.ts";
import { timeAt } from "../../src/time/zone.ts";
import { allTimezones, zoneWords } from "../../src/time/zone-names.ts";

const read = (reading: object) => ("value" in reading ? reading.value : reading);

describe("readTime", () => {
  it.each([
    ["9", "09:00"],
    ["09:00", "09:00"],
    ["9.30", "09:30"],
    ["9am", "09:00"],
    ["12 am", "00:00"],
    ["12pm", "12:00"],
    ["5:15 P.M.", "17:15"],
    ["23:59", "23:59"],
  ])("reads %s", (text, time) => expect(readTime(text)).toEqual({ value: time }));

  it.each(["", "24:00", "9:60", "13pm", "0am", "nine", "-1", "9:5", "1e1"])(
    "refuses “%s” and says what to write",
    (text) => {
      expect(readTime(text)).toEqual({ problem: expect.stringContaining("09:00") });
    },
  );
});

describe("readDays", () => {
  it.each([
    ["weekdays", [1, 2, 3, 4, 5]],
    ["Daily", [1, 2, 3, 4, 5, 6, 7]],
    ["mon-fri", [1, 2, 3, 4, 5]],
    ["Friday - monday".replaceAll(" ", ""), [1, 5, 6, 7]],
    ["tue, thu", [2, 4]],
    ["mo we fr", [1, 3, 5]],
    ["sun,sun", [7]],
  ])("reads %s", (text, days) => expect(read(readDays(text))).toEqual(days));

  it.each(["", "noday", "mon-", "mon-tue-wed", "m", "1-5"])("refuses “%s”", (text) => {
    expect(readDays(text)).toEqual({ problem: expect.stringContaining("weekdays") });
  });

  it.each([
    [[1, 2, 3, 4, 5, 6, 7], "every day"],
    [[1, 2, 3, 4, 5], "every weekday"],
    [[1], "every Monday"],
    [[2, 4], "every Tuesday and Thursday"],
    [[1, 3, 5], "every Monday, Wednesday and Friday"],
  ])("are said in words: %j", (days, words) => expect(describeEvery(days)).toBe(words));

  it("reads what it says itself", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (some) => {
        const days = [...some].sort();
        expect(read(readDays(describeDays(days)))).toEqual(days);
      }),
    );
  });
});

describe("readTimezone", () => {
  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["berlin", "Europe/Berlin"],
    ["new york", "America/New_York"],
    ["utc", "UTC"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["kolkata", "Asia/Kolkata"],
    ["Bangalore", "Asia/Kolkata"],
    ["kyiv", "Europe/Kyiv"],
    ["Kiev", "Europe/Kyiv"],
    ["ho chi minh", "Asia/Ho_Chi_Minh"],
    ["Ho-Chi-Minh", "Asia/Ho_Chi_Minh"],
    ["saigon", "Asia/Ho_Chi_Minh"],
    ["Hanoi", "Asia/Ho_Chi_Minh"],
    ["nuuk", "America/Nuuk"],
    ["pacific/kanton", "Pacific/Kanton"],
    ["São Paulo", "America/Sao_Paulo"],
    ["Tübingen", "Europe/Berlin"],
    ["Port-au-Prince", "America/Port-au-Prince"],
    ["Etc/GMT+5", "Etc/GMT+5"],
  ])("reads %s", (text, zone) => expect(read(readTimezone(text))).toBe(zone));

  it.each([
    ["Europe/Berln", "Did you mean Europe/Berlin?"],
    ["Lodnon", "Did you mean Europe/London?"],
    ["../../etc/passwd", "Write it like"],
    ["", "Write it like"],
  ])("helps with “%s”", (text, hint) => {
    expect(readTimezone(text)).toMatchObject({ problem: expect.stringContaining(hint) });
  });

  it("knows every zone by its present name alone, and reads what it says", () => {
    const zones = allTimezones();
    expect(zones).toEqual(expect.arrayContaining(["Europe/Kyiv", "Asia/Yangon", "America/Nuuk"]));
    for (const old of ["Europe/Kiev", "Asia/Rangoon", "America/Godthab", "America/Buenos_Aires"])
      expect(zones).not.toContain(old);
    const now = new Date("2026-11-23T09:00:00Z");
    for (const zone of zones) {
      expect(readTimezone(zone)).toEqual({ value: zone });
      // The runtime knows it, whatever it calls it itself.
      expect(timeAt(now, zone)).toMatch(/^\d\d:\d\d$/);
    }
  });

  it("means one zone of the list by each city of its own", () => {
    for (const city of ["boston", "munich", "beijing", "tel aviv", "geneva", "delft"]) {
      const reading = readTimezone(city);
      expect(allTimezones()).toContain("value" in reading ? reading.value : undefined);
    }
  });

  it("names a zone behind a time as people do", () => {
    expect(["Europe/Kiev", "America/New_York", "UTC", "Etc/GMT+5"].map(zoneWords)).toEqual([
      "Kyiv time",
      "New York time",
      "UTC",
      "Etc/GMT+5",
    ]);
  });

  it("gives what was most likely meant by itself", () => {
    expect(readTimezone("Berln")).toMatchObject({ instead: "Europe/Berlin" });
    expect(readTimezone("")).not.toHaveProperty("instead");
  });

  it.each([
    ["munich", "Europe/Berlin"],
    ["São Paulo", "America/Sao_Paulo"],
    ["sao paulo", "America/Sao_Paulo"],
    ["Munich (Europe/Berlin)", "Europe/Berlin"],
    ["los angeles", "America/Los_Angeles"],
  ])("knows the large city “%s”", (text, zone) => expect(readTimezone(text)).toEqual({ value: zone }));
});

describe("readCronLine", () => {
  it.each([
    ["0 9 * * 1-5", { time: "09:00", days: [1, 2, 3, 4, 5] }],
    ["30 17 * * *", { time: "17:30", days: [1, 2, 3, 4, 5, 6, 7] }],
    ["5 0 * * SUN", { time: "00:05", days: [7] }],
    ["0 9 * * 0,7,3", { time: "09:00", days: [3, 7] }],
  ])("reads %s", (line, settings) => expect(readCronLine(line)).toEqual(settings));

  it.each([
    "* * * * *",
    "0 9,17 * * *",
    "0 9 1 * *",
    "0 9 * 6 *",
    "0 0 9 * * *",
    "0 9 * * 8",
    "0 9 * * 1#2",
    "soon",
    "",
  ])("refuses “%s”: that is not once a day", (line) => expect(readCronLine(line)).toBeUndefined());
});
