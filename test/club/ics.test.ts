import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarFile } from "../../src/club/calendar-file.ts";
import { escapeText, fold, writeCalendar } from "../../src/club/ics.ts";

const unfold = (text: string) => text.replaceAll("\r\n ", "");
const unescaped = (text: string) =>
  text.replace(/\\([\\;,n])/g, (_, sign: string) => (sign === "n" ? "\n" : sign));

describe("a calendar file", () => {
  it("is an event for each meeting, in UTC", () => {
    const event = {
      uid: "a-2026-W49@paperboy",
      sequence: 3,
      startsAt: new Date("2026-12-01T13:00:00Z"),
      endsAt: new Date("2026-12-01T14:00:00Z"),
      summary: "Journal club",
      description: "Paper: Bees, wasps; and \\more\nPresenting: Ann",
    };
    expect(writeCalendar("Club", [event], new Date("2026-11-23T09:00:00.123Z"))).toBe(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Paperboy//Journal club//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Club",
        "BEGIN:VEVENT",
        "UID:a-2026-W49@paperboy",
        "DTSTAMP:20261123T090000Z",
        "SEQUENCE:3",
        "DTSTART:20261201T130000Z",
        "DTEND:20261201T140000Z",
        "STATUS:CONFIRMED",
        "SUMMARY:Journal club",
        "DESCRIPTION:Paper: Bees\\, wasps\\; and \\\\more\\nPresenting: Ann",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  it("folds lines at 75 bytes, between characters, and loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        const line = `SUMMARY:${escapeText(text)}`;
        const folded = fold(line);
        expect(unfold(folded)).toBe(line);
        for (const piece of folded.split("\r\n")) {
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75);
          expect(piece.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it("says what was meant, whatever a paper is called: no line of it becomes a property", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (summary) => {
        const at = new Date("2026-12-01T13:00:00Z");
        const text = writeCalendar("x", [{ uid: "u", sequence: 0, startsAt: at, endsAt: at, summary }], at);
        const lines = unfold(text).split("\r\n");
        expect(lines).toHaveLength(16);
        expect(text.replaceAll("\r\n", "")).not.toMatch(/\p{Cc}/u);
        const shown = unescaped(lines.find((line) => line.startsWith("SUMMARY:"))?.slice(8) ?? "");
        const plain = (words: string) =>
          words.toWellFormed().replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ");
        expect(plain(shown)).toBe(plain(summary));
      }),
    );
  });

  it("keeps to 75 octets a line and to one event a meeting, whatever papers, people and channels are called", () => {
    const hostile = fc.string({ unit: "binary", maxLength: 120 });
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.webUrl({ withQueryParameters: true }),
        (title, name, channel, url) => {
          const meetings = [1, 8].map((day) => ({
            day: `2026-12-0${day}`,
            at: new Date(`2026-12-0${day}T13:00:00Z`),
            endsAt: new Date(`2026-12-0${day}T14:00:00Z`),
          }));
          const events = meetings.map(({ day, at, endsAt }) => {
            return { uid: `u-${day}`, day, at, endsAt, sequence: 0, cancelled: false, until: at };
          });
          const state = { next: meetings, presenters: [{ person: "p", name, turn: 1 }] };
          const text = calendarFile(
            state,
            events,
            title,
            { name: channel, url },
            new Date("2026-11-23T09:00:00Z"),
          );
          for (const line of text.split("\r\n")) {
            expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
            expect(line).not.toMatch(/\p{Cc}/u);
          }
          const names = unfold(text)
            .split("\r\n")
            .map((line) => line.split(":")[0]);
          expect(names.filter((one) => one === "BEGIN")).toHaveLength(3);
          const event = "BEGIN UID DTSTAMP SEQUENCE DTSTART DTEND STATUS SUMMARY DESCRIPTION URL END";
          expect(names.slice(5, 16).join(" ")).toBe(event);
          expect(names.slice(16, 27).join(" ")).toBe(event);
        },
      ),
    );
  });
});
