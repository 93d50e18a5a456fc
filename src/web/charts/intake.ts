import { spanOfWeek, weekOf } from "../../time/spans.ts";
import type { WebParts } from "../parts.ts";
import { type WeekCounts, weeksUntil } from "./weeks.ts";

/** New papers by week and source, the largest source first. */
type Intake = WeekCounts;

/** As many sources as colours can tell apart; the others are drawn as one. */
const MOST_SERIES = 4;

/** The last half year, this week included; undefined if no source brought anything in it. */
export async function readIntake({ services }: WebParts): Promise<Intake | undefined> {
  const { days, sourcesOn, now } = services;
  const weeks = weeksUntil(now());
  const [from, until] = [spanOfWeek(weeks[0] ?? "")?.from, spanOfWeek(weeks.at(-1) ?? "")?.until];
  if (from === undefined || until === undefined) return undefined;
  const bySource = new Map<string, number[]>();
  for (const { source, day, papers } of await days.countsBySource({ from, until })) {
    const counts = bySource.get(source) ?? weeks.map(() => 0);
    const at = weeks.indexOf(weekOf(day));
    counts[at] = (counts[at] ?? 0) + papers;
    bySource.set(source, counts);
  }
  if (bySource.size === 0) return undefined;
  const latest = await days.latest();
  const named = latest === undefined ? [] : await sourcesOn(latest);
  const labels = new Map(named.map(({ source, label }) => [source, label]));
  const all = [...bySource]
    .map(([source, counts]) => ({ label: labels.get(source) ?? source, counts }))
    .sort((a, b) => sum(b.counts) - sum(a.counts) || (a.label < b.label ? -1 : 1));
  if (all.length <= MOST_SERIES) return { weeks, series: all };
  const others = all.slice(MOST_SERIES - 1);
  const counts = weeks.map((_, at) => sum(others.map((one) => one.counts[at] ?? 0)));
  return { weeks, series: [...all.slice(0, MOST_SERIES - 1), { label: "Other sources", counts }] };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
