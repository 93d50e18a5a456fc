import { createHash } from "node:crypto";
import { createRandom } from "../support/random.ts";
import type { Appointment } from "./scene.ts";

/** A day, and when its papers are due. */
export type Morning = Appointment & { readonly day: string };

const ORDINARY: Morning = {
  timezone: "Europe/Berlin",
  time: "09:00",
  day: "2026-11-25",
  from: new Date("2026-11-25T07:55Z"),
};
/** A due time that does not exist, or that comes twice; from half an hour before it. */
const CHANGES: readonly Morning[] = [
  { timezone: "Europe/Berlin", time: "02:30", day: "2027-03-28", from: new Date("2027-03-28T00:55Z") },
  { timezone: "Europe/Berlin", time: "02:30", day: "2026-10-25", from: new Date("2026-10-25T00:05Z") },
  { timezone: "America/New_York", time: "02:30", day: "2027-03-14", from: new Date("2027-03-14T06:55Z") },
  { timezone: "America/New_York", time: "01:30", day: "2026-11-01", from: new Date("2026-11-01T05:05Z") },
];

const MINUTE = 60_000;

/** The day of a story: an ordinary one, or with `dst` one on which the clocks change. */
export function morningOf({ seed, dst }: { readonly seed: number; readonly dst: boolean }): Morning {
  return (dst ? CHANGES[seed % CHANGES.length] : undefined) ?? ORDINARY;
}

/** In the gap of spring, half past two comes an hour later. */
export function dueAt({ from, time }: Morning): number {
  const inAutumn = from.getUTCMinutes() === 5;
  const minutes = time === "09:00" ? 5 : inAutumn ? 25 : 35;
  return from.getTime() + minutes * MINUTE;
}

/** The draws of a story. Seeds that follow each other would tell much the same: theirs lie close together. */
export function randomOf(seed: number): () => number {
  return createRandom(createHash("sha256").update(`chaos ${seed}`).digest().readUInt32LE());
}
