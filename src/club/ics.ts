/** iCalendar (RFC 5545), as every calendar program reads it. */

export interface CalendarEvent {
  /** Always the same for the same event. */
  readonly uid: string;
  /** Grows with every change of the event. */
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly description?: string;
  /** An https address that belongs to it. */
  readonly url?: string | undefined;
  /** Whether it was cancelled: a calendar that has it drops it. */
  readonly cancelled?: boolean;
}

/**
 * A calendar file. Times are in UTC, one event for each meeting: daylight saving is worked out already, and no program
 * has to know the zone. It has no METHOD: with one it would be a message between calendars, which has to name an
 * organizer (RFC 5546); without, it is plain calendar content.
 */
export function writeCalendar(name: string, events: readonly CalendarEvent[], now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Paperboy//Journal club//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap((event) => eventLines(event, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function eventLines(event: CalendarEvent, now: Date): readonly string[] {
  const { uid, sequence, startsAt, endsAt, summary, description, url, cancelled = false } = event;
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${utc(now)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`,
    `SUMMARY:${escapeText(summary)}`,
    ...(description ? [`DESCRIPTION:${escapeText(description)}`] : []),
    ...(url === undefined ? [] : [`URL:${new URL(url).href}`]),
    "END:VEVENT",
  ];
}

/** Text as a property value: line ends become \n, and other control characters spaces. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n|[\u2028\u2029]/g, "\\n")
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");
}

const LONGEST_LINE = 75;

/** A content line in pieces of at most 75 bytes of UTF-8, each but the first after a line end and a space. */
export function fold(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LONGEST_LINE) {
      pieces.push(piece);
      // The space at the start counts.
      piece = "";
      bytes = 1;
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece].join("\r\n ");
}

/** 20261201T130000Z */
function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, "");
}
