import { DAY_MS } from "../time/day.ts";
/** How far the lab looks back. */
export const PERIODS = ["week", "month", "year", "all"] as const;
export type Period = (typeof PERIODS)[number];

const DAYS: Readonly<Record<Exclude<Period, "all">, number>> = { week: 7, month: 30, year: 365 };

/** The start of a period that ends now; undefined for all time. */
export function startOf(period: Period, now: Date): Date | undefined {
  return period === "all" ? undefined : new Date(now.getTime() - DAYS[period] * DAY_MS);
}

/** "in the last 7 days", "of all time" */
export function describePeriod(period: Period): string {
  return period === "all" ? "of all time" : `in the last ${DAYS[period]} days`;
}
