import { trimEndOf } from "../trim.ts";
import { readDays, readTime, readTimezone } from "./read-when.ts";

/** What words such as "every other Tuesday at 14:00 Berlin time" mean, each part as it would be typed by itself. */
export interface WhenPhrase {
  /** How often, if the phrase says so: every `weeks` weeks. */
  readonly weeks?: 1 | 2 | 4;
  /** Set where the phrase is about weeks: "weekly", "every week", but not "every Monday". */
  readonly isWeekly?: true;
  /** "tuesday", "mon,wed", "weekdays", or a date. */
  readonly days?: string;
  readonly time?: string;
  readonly timezone?: string;
}

const RHYTHMS: Readonly<Record<string, WhenPhrase["weeks"]>> = {
  weekly: 1,
  biweekly: 2,
  fortnightly: 2,
};
/** The words that may follow "every". */
const NUMBERS: Readonly<Record<string, WhenPhrase["weeks"]>> = {
  other: 2,
  second: 2,
  "2nd": 2,
  two: 2,
  "2": 2,
  fourth: 4,
  "4th": 4,
  four: 4,
  "4": 4,
};
/** Whole words alone: "monitoring" is no Monday. */
const DAY =
  /^(?:mon|monday|tue|tues|tuesday|wed|weds|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday)s?$/u;
const DAYS = new Set(["weekdays", "workdays", "weekend", "weekends", "daily", "everyday"]);
/** The word that follows a bare "every". */
const EVERY: Readonly<Record<string, string>> = { day: "daily", weekday: "weekdays" };
const DATE = /^\d{4}-\d{2}-\d{2}$/u;
const HALF = /^(?:am|pm|a\.m\.|p\.m\.)$/u;
/** The longest phrase, in words. */
const MOST_WORDS = 14;

/** Reads a phrase that says on which days, or at which time, and nothing else; undefined for other words. */
export function readWhenPhrase(text: string): WhenPhrase | undefined {
  const words = text.trim().toLowerCase().replaceAll(",", " , ").split(/\s+/u);
  if (words.length > MOST_WORDS) return undefined;
  const take = (...wanted: readonly string[]) =>
    wanted.includes(words[0] ?? "") ? words.shift() : undefined;
  const rhythm = RHYTHMS[words[0] ?? ""];
  if (rhythm !== undefined) words.shift();
  const isEvery = take("every", "each") !== undefined;
  const number = isEvery ? NUMBERS[words[0] ?? ""] : undefined;
  if (number !== undefined) words.shift();
  const isWeek = isEvery && take("week", "weeks") !== undefined;
  const isWeekly = rhythm === 1 || (isWeek && number === undefined);
  take("on");
  const usual = isEvery && number === undefined ? EVERY[words[0] ?? ""] : undefined;
  if (usual !== undefined) words.shift();
  const days = usual ?? takeDays(words);
  const isAt = take("at", "@") !== undefined;
  // A bare number is a time only after a day.
  const time = days !== undefined || isAt || isEvery ? takeTime(words) : undefined;
  if (days === undefined && time === undefined) return undefined;
  const timezone = words.length > 0 ? takeZone(words) : undefined;
  if (words.length > 0) return undefined;
  const weeks = rhythm ?? number ?? (isEvery ? 1 : undefined);
  return {
    ...(weeks !== undefined && { weeks }),
    ...(isWeekly && { isWeekly }),
    ...(days !== undefined && { days }),
    ...(time !== undefined && { time }),
    ...(timezone !== undefined && { timezone }),
  };
}

/** Topics, and the phrase after them if there is one: "bees every Monday 9am". */
export function splitWhenPhrase(text: string): { readonly words: string; readonly when?: WhenPhrase } {
  const starts = [...text.matchAll(/(?<=^|[\s,])(?=[\p{L}\p{N}@])/gu)]
    .map(({ index }) => index)
    .slice(-MOST_WORDS);
  for (const start of starts) {
    const when = readWhenPhrase(text.slice(start));
    if (when && isSurelyWhen(text.slice(start), when))
      return { words: trimEndOf(text.slice(0, start), " ,\n\t"), when };
  }
  return { words: text };
}

/** A day alone may be a subject; one with a time is not. */
function isSurelyWhen(text: string, { days, time }: WhenPhrase): boolean {
  if (days !== undefined)
    return time !== undefined || /^(?:every|each)\s|^(?:weekdays|daily)$/iu.test(text.trim());
  return /^(?:at|@)\s/iu.test(text) && /[:.]\d\d|[ap]\.?m/iu.test(text);
}

function takeDays(words: string[]): string | undefined {
  if (DATE.test(words[0] ?? "")) return words.shift();
  const days: string[] = [];
  for (;;) {
    const word = words[0] ?? "";
    const isRange = word.split(/[-–]/u).length === 2 && word.split(/[-–]/u).every((part) => DAY.test(part));
    if (DAY.test(word) || DAYS.has(word) || isRange) days.push(word);
    else if (days.length === 0 || !(word === "," || word === "and" || word === "&")) break;
    words.shift();
  }
  if (days.length === 0) return undefined;
  const typed = days.join(",");
  return "value" in readDays(typed) ? typed : undefined;
}

function takeTime(words: string[]): string | undefined {
  const [word = "", half = ""] = words;
  const text = HALF.test(half) ? `${word} ${half}` : word;
  const reading = readTime(text);
  if (!("value" in reading)) return undefined;
  words.splice(0, text === word ? 1 : 2);
  return reading.value;
}

function takeZone(words: string[]): string | undefined {
  const zone = words.filter((word, at) => !(at === 0 && (word === "in" || word === ","))).join(" ");
  const reading = readTimezone(zone.replace(/ time$/u, ""));
  if (zone === "" || !("value" in reading)) return undefined;
  words.length = 0;
  return reading.value;
}
