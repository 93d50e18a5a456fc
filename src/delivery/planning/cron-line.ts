import { parse } from "node-cron";

/**
 * Reads a crontab line that fires once a day, such as `0 9 * * 1-5`, as a time and ISO weekdays. Undefined for
 * anything else: several times a day, or days of the month, would not be a daily paper.
 */
export function readCronLine(line: string): { time: string; days: readonly number[] } | undefined {
  if (line.trim().split(/\s+/u).length !== 5) return undefined;
  const fields = parsed(line);
  if (!fields) return undefined;
  const { minute, hour, dayOfMonth, month, dayOfWeek } = fields;
  const [at = 0, ...moreMinutes] = minute;
  const [past = 0, ...moreHours] = hour;
  const once = moreMinutes.length === 0 && moreHours.length === 0;
  if (!once || dayOfMonth.length !== 31 || month.length !== 12) return undefined;
  const days = new Set(dayOfWeek.map((day) => (Number(day) === 0 ? 7 : Number(day))));
  if ([...days].some((day) => !Number.isInteger(day))) return undefined;
  const time = [past, at].map((part) => String(part).padStart(2, "0")).join(":");
  return { time, days: [...days].sort((a, b) => a - b) };
}

function parsed(line: string): ReturnType<typeof parse> | undefined {
  try {
    return parse(line.trim());
  } catch {
    return undefined;
  }
}
