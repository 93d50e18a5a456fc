import { type Problem, UserError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { shorten } from "../shorten.ts";
import { allTimezones, cityOf, presentName, zonesNamed } from "./zone-names.ts";

/** A text that was understood, or what is wrong with it in a sentence, with what was most likely meant. */
export type Reading<T> = { readonly value: T } | { readonly problem: string; readonly instead?: string };

/** Reads typed options one by one. Absent ones stay as they were; so do wrong ones, with a note. */
export interface FieldReader {
  read<T>(option: string, text: string | undefined, reader: (text: string) => Reading<T>, before: T): T;
  /** Notes a problem with an option. */
  note(option: string, text: string): void;
  /** Throws a UserError with all problems, if there are any. */
  check(): void;
}

export function createFieldReader(): FieldReader {
  const problems: Problem[] = [];
  return {
    read(option, text, reader, before) {
      if (text === undefined) return before;
      const reading = reader(text);
      if ("value" in reading) return reading.value;
      const { problem, instead } = reading;
      problems.push({ option, text: problem, ...(instead !== undefined && { instead }) });
      return before;
    },
    note: (option, text) => void problems.push({ option, text }),
    check() {
      if (problems.length > 0) throw new UserError(problems.map(({ text }) => text).join("\n"), { problems });
    },
  };
}

const NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WORKDAYS = [1, 2, 3, 4, 5];
const WORDS: Readonly<Record<string, readonly number[]>> = {
  daily: EVERY_DAY,
  "every day": EVERY_DAY,
  everyday: EVERY_DAY,
  all: EVERY_DAY,
  weekdays: WORKDAYS,
  workdays: WORKDAYS,
  weekends: [6, 7],
  weekend: [6, 7],
};

/** Reads "9", "9:00", "09.30", "9am" or "5:15 pm" as HH:MM. */
export function readTime(text: string): Reading<string> {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/i.exec(text.trim());
  const half = match?.[3]?.[0]?.toLowerCase();
  const typed = Number(match?.[1]);
  const hour = half === undefined ? typed : (typed % 12) + (half === "p" ? 12 : 0);
  const minute = Number(match?.[2] ?? 0);
  const fits = match && hour < 24 && minute < 60 && (half === undefined || (typed >= 1 && typed <= 12));
  if (!fits)
    return { problem: `time must be a time of day such as 09:00 or 5:30pm, not “${shorten(text)}”.` };
  return { value: `${pad(hour)}:${pad(minute)}` };
}

/** Reads "mon-fri", "tue, thu", "weekdays" or "daily" as ISO weekdays in order. */
export function readDays(text: string): Reading<readonly number[]> {
  const typed = text.trim().toLowerCase();
  const word = WORDS[typed];
  if (word) return { value: word };
  const days = new Set<number>();
  for (const part of typed.split(/[,;\s]+(?:and\s+)?/u).filter(Boolean)) {
    const [from, to] = part.split(/[-–]/u).map(dayNumber);
    if (from === undefined || (part.match(/[-–]/u) && to === undefined) || /[-–].*[-–]/u.test(part)) {
      return { problem: badDays(text) };
    }
    // "fri-mon" wraps around the end of the week.
    const length = to === undefined ? 1 : ((to - from + 7) % 7) + 1;
    for (let step = 0; step < length; step++) days.add(((from - 1 + step) % 7) + 1);
  }
  if (days.size === 0) return { problem: badDays(text) };
  return { value: [...days].sort((a, b) => a - b) };
}

/** "daily", "weekdays", or "Mon, Wed, Fri". */
export function describeDays(days: readonly number[]): string {
  if (days.length === 7) return "daily";
  if (days.join() === WORKDAYS.join()) return "weekdays";
  return days.map((day) => capital(NAMES[day - 1] ?? "")).join(", ");
}

/** "every day", "every weekday", or "every Monday, Wednesday and Friday". */
export function describeEvery(days: readonly number[]): string {
  if (days.length === 7) return "every day";
  if (days.join() === WORKDAYS.join()) return "every weekday";
  const names = days.map((day) => LONG_NAMES[day - 1] ?? "");
  const last = names.at(-1) ?? "";
  return `every ${names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last}`;
}

const LONG_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/**
 * Reads a time zone by its IANA name, in any case, or by a city that only one zone has: "berlin" is Europe/Berlin, and
 * so is "Munich (Europe/Berlin)".
 */
export function readTimezone(text: string): Reading<string> {
  const shown = text.trim().slice(0, LONGEST_ZONE);
  const typed = /\(([\w+/-]{1,60})\)$/u.exec(shown)?.[1] ?? shown;
  const [exact, ...others] = zonesNamed(typed);
  if (exact !== undefined && others.length === 0) return { value: exact };
  // Some accepted names are not on the list: "UTC", and former names of zones.
  const name = typed.replace(/\s+/gu, "_");
  if (/^[\w+/-]+$/.test(name) && (name.includes("/") || /^(utc|gmt)$/i.test(name))) {
    const zone = canonicalName(name);
    if (zone !== undefined) return { value: presentName(zone) };
  }
  const guess = nearestTimezone(name);
  const hint = guess === undefined ? "Write it like Europe/Berlin or UTC." : `Did you mean ${guess}?`;
  return {
    problem: `I don't know the time zone “${shorten(text)}”. ${hint}`,
    ...(guess !== undefined && { instead: guess }),
  };
}

const LONGEST_ZONE = 100;

function nearestTimezone(typed: string): string | undefined {
  const zones = allTimezones();
  const whole = nearest(typed, zones);
  if (whole !== undefined || typed.includes("/")) return whole;
  const city = nearest(typed.replaceAll("_", " "), zones.map(cityOf));
  return city === undefined ? undefined : zones.find((zone) => cityOf(zone) === city);
}

function canonicalName(typed: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function dayNumber(word: string): number | undefined {
  const index = NAMES.findIndex(
    (name) => word.length >= 2 && (word.startsWith(name) || name.startsWith(word)),
  );
  return index < 0 ? undefined : index + 1;
}

function badDays(text: string): string {
  return `days must be weekdays, daily, or names such as mon,wed,fri or mon-thu, not “${shorten(text)}”.`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
