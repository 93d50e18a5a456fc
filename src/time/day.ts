/** A calendar day: `2026-11-20`. */
export type Day = string;

/** The date in a time zone at a moment. */
export function dayIn(zone: string, moment: Date): Day {
  return shownIn(zone, moment).slice(0, 10);
}

/** The date in UTC at a moment. */
export function utcDay(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** A day so many days later, or earlier. */
export function plusDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return utcDay(date);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0;
}

/** The moment at which a clock in the zone shows this day and time (`20:00`). In a gap of summer time: an hour later. */
export function momentIn(zone: string, day: Day, time: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // Twice, as the offset at the first guess may be that of the other side of a change.
  const guess = wanted - offset(zone, new Date(wanted));
  return new Date(wanted - offset(zone, new Date(guess)));
}

/** The next moment after `after` at which a clock in the zone shows one of the times. */
export function nextMoment(zone: string, times: readonly string[], after: Date): Date {
  const today = dayIn(zone, after);
  const moments = [today, plusDays(today, 1)].flatMap((day) =>
    times.map((time) => momentIn(zone, day, time)),
  );
  const later = moments.filter((moment) => moment > after).sort((a, b) => a.getTime() - b.getTime());
  return later[0] ?? momentIn(zone, plusDays(today, 2), times[0] ?? "00:00");
}

const clocks = new Map<string, Intl.DateTimeFormat>();

// Making one takes longer than all the rest.
function clockOf(zone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  clocks.set(zone, clock);
  return clock;
}

function shownIn(zone: string, moment: Date): string {
  const parts = clockOf(zone).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "00";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}Z`;
}

// How far the zone's clocks are ahead of UTC, in milliseconds.
function offset(zone: string, moment: Date): number {
  return Date.parse(shownIn(zone, moment)) - Math.floor(moment.getTime() / 1000) * 1000;
}
