import { counted } from "../counted.ts";
import { type DoctorFinding, fine, problem, warning } from "./finding.ts";
import type { HeardTime } from "./probe.ts";

/** How far apart two correct clocks may seem, in milliseconds: headers have whole seconds, and answers take time. */
const USUAL_MS = 15_000;

/** Slack refuses, and is refused, at five minutes; posts come at the wrong time well before. In milliseconds. */
const TOO_FAR_MS = 120_000;

const FIX =
  "Turn on time synchronisation, on most Linux systems with `timedatectl set-ntp true`, and check again.";

/** Compares this machine's clock with those of the servers that answered, by the median, since one of them may be wrong. */
export function checkClock(times: readonly HeardTime[]): readonly DoctorFinding[] {
  const known = times
    .filter(({ said }) => Number.isFinite(said))
    .map(({ from, said, here }) => ({ from, offset: here - said }))
    .sort((a, b) => a.offset - b.offset);
  const middle = known[(known.length - 1) >> 1];
  // A dead network is reported by the parts that need it.
  if (!middle) return [];
  const { from, offset } = middle;
  const distance = Math.abs(offset);
  if (distance <= USUAL_MS) return [fine("clock", `The clock agrees with ${from}'s.`)];
  const text = `The clock is ${span(distance)} ${offset > 0 ? "ahead of" : "behind"} ${from}'s.`;
  return [distance > TOO_FAR_MS ? problem("clock", text, FIX) : warning("clock", text, FIX)];
}

function span(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return counted(seconds, "second");
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? counted(minutes, "minute") : counted(Math.round(minutes / 60), "hour");
}
