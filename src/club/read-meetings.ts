import { type Problem, problemsIn } from "../errors.ts";
import { shorten } from "../shorten.ts";
import type { Meetings } from "../store/club/clubs.ts";
import { addDays, weekdayOf } from "../time/day.ts";
import { createFieldReader, type Reading, readDays, readTime, readTimezone } from "../time/read-when.ts";
import { readWhenPhrase } from "../time/when-phrase.ts";
import { dayAt, instantOf } from "../time/zone.ts";

/** How often a club can meet, in the words of the option. */
export const RHYTHMS = ["once", "week", "2-weeks", "4-weeks"] as const;
type Rhythm = (typeof RHYTHMS)[number];
const WEEKS: Readonly<Record<Rhythm, number>> = { once: 0, week: 1, "2-weeks": 2, "4-weeks": 4 };

/** What a person typed; absent settings stay as they are. */
export interface TypedMeetings {
  /** A weekday, or a date. */
  readonly when?: string | undefined;
  readonly time?: string | undefined;
  readonly timezone?: string | undefined;
  readonly every?: Rhythm | undefined;
  readonly minutes?: number | undefined;
  readonly remind?: number | undefined;
}

const FARTHEST_DAYS = 365;

const DEFAULTS = { everyWeeks: 1, minutes: 60, remindHours: 24 };

/** The earlier meetings with the new input applied. Throws a UserError that names everything that is wrong. */
export function readMeetings(
  given: TypedMeetings,
  before: Meetings | undefined,
  timezone: string,
  now: Date,
): Meetings {
  const typed = spelledOut(given);
  const { read, note, check } = createFieldReader();
  const zone = read("timezone", typed.timezone, readTimezone, before?.timezone ?? timezone);
  const time = read<string | undefined>("time", typed.time, readTime, before?.time);
  const today = dayAt(now, zone);
  const start = read<Start | undefined>("when", typed.when, (text) => readStart(text, today), undefined);
  if (typed.when === undefined && !before)
    note("when", "When? Give a weekday such as tuesday, or a date such as 2026-12-01.");
  if (time === undefined && typed.time === undefined)
    note("time", "At what time? Add, for example, time:14:00.");
  if (start?.isDate && time !== undefined && (instantOf(start.day, time, zone) ?? now) <= now)
    note("when", `${start.day} ${time} is in the past. Give a later date, or a weekday to meet every week.`);
  check();
  // A date by itself is a single meeting.
  const usual = start?.isDate ? 0 : start ? before?.everyWeeks || DEFAULTS.everyWeeks : before?.everyWeeks;
  return {
    firstDay: start?.day ?? before?.firstDay ?? today,
    time: time ?? "",
    timezone: zone,
    everyWeeks: typed.every === undefined ? (usual ?? DEFAULTS.everyWeeks) : WEEKS[typed.every],
    minutes: typed.minutes ?? before?.minutes ?? DEFAULTS.minutes,
    remindHours: typed.remind ?? before?.remindHours ?? DEFAULTS.remindHours,
  };
}

/** What is wrong with the input, whatever was planned before. */
export function meetingsProblems({ when, time, timezone }: TypedMeetings, now: Date): readonly Problem[] {
  const typed = { when, time, timezone };
  // What is missing may have been planned before.
  return problemsIn(() => readMeetings(typed, undefined, "UTC", now)).filter(
    ({ option }) =>
      option === "timezone" ||
      (option === "when" && when !== undefined) ||
      (option === "time" && time !== undefined),
  );
}

/** The input with a phrase such as "every other Tuesday 14:00" turned into the options it stands for. */
function spelledOut(typed: TypedMeetings): TypedMeetings {
  const said = typed.when === undefined ? undefined : readWhenPhrase(typed.when);
  if (!said) return typed;
  const rhythm = RHYTHMS.find((one) => WEEKS[one] === said.weeks);
  return {
    ...typed,
    when: said.days,
    time: typed.time ?? said.time,
    timezone: typed.timezone ?? said.timezone,
    every: typed.every ?? rhythm,
  };
}

interface Start {
  readonly day: string;
  readonly isDate: boolean;
}

// The first such weekday from today on; whether today's is over already, the meetings themselves tell.
function readStart(text: string, today: string): Reading<Start> {
  const typed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) {
    const time = Date.parse(`${typed}T00:00Z`);
    const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(typed);
    if (!isReal) return { problem: `${typed} isn't a date. Write it like 2026-12-01.` };
    if (typed < today) return { problem: `${typed} is in the past. Give a later date.` };
    // A date is shown without its year, and one that far away is a typing error.
    if (typed > addDays(today, FARTHEST_DAYS))
      return { problem: `${typed} is more than a year away. Check the year.` };
    return { value: { day: typed, isDate: true } };
  }
  const days = readDays(typed);
  const [weekday, ...more] = "value" in days ? days.value : [];
  if (weekday === undefined || more.length > 0)
    return {
      problem: `when must be a weekday such as tuesday, or a date such as 2026-12-01, not “${shorten(typed)}”.`,
    };
  return { value: { day: addDays(today, (weekday - weekdayOf(today) + 7) % 7), isDate: false } };
}
