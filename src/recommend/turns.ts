import { firstOf } from "../search/storage/top-k.ts";
import type { Aim } from "./aims.ts";
import type { Request } from "./request.ts";

/**
 * Whose turn it is, for a number of turns: each aim as often as the square root of how many papers stand for it. Found
 * best on pairs of reading lists; see the benchmark.
 */
function turnsOf(aims: readonly Aim[], turns: number): readonly number[] {
  const weights = aims.map(({ likes }) => Math.sqrt(Math.max(1, likes.length)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const credit = weights.map(() => 0);
  return Array.from({ length: aims.length === 0 ? 0 : turns }, () => {
    for (const [at, weight] of weights.entries()) credit[at] = (credit[at] ?? 0) + weight;
    const next = credit.indexOf(Math.max(...credit));
    credit[next] = (credit[next] ?? 0) - total;
    return next;
  });
}

/** Of so many papers one is outside of what is usual for a profile that is learned. */
const ONE_IN = 6;
/** Turns repeat after so many for each aim: long enough for every weight to show. */
const ROUNDS = 12;

/** Whose turns the papers of a day are: the first one is another each day. `day` counts days, see `dayNumber`. */
export function turnsFrom(aims: readonly Aim[], day: number, count: number): readonly number[] {
  const cycle = turnsOf(aims, ROUNDS * aims.length);
  return Array.from(
    { length: cycle.length === 0 ? 0 : count },
    (_, turn) => cycle[(day + turn) % cycle.length] ?? 0,
  );
}

/**
 * Whether a paper of a day is to be from outside of what was learned, so that a profile does not narrow itself: one in six,
 * on another day in each channel. What people named in words is what they want: without likes there is none.
 */
export function isOutside(
  aims: readonly Aim[],
  day: number,
  turn: number,
  { seed, count }: Pick<Request, "seed" | "count">,
): boolean {
  if (aims.every(({ likes }) => likes.length === 0)) return false;
  const shift = [...seed].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
  return (day * count + turn + shift) % ONE_IN === 0;
}

/** The places of the best rated papers, each aim choosing in its turn; `ratings` are in the order of the aims. */
export function takeTurns(
  aims: readonly Aim[],
  ratings: readonly ArrayLike<number>[],
  count: number,
): readonly number[] {
  const orders = ratings.map((scores) => {
    const places = Array.from({ length: scores.length }, (_, place) => place);
    return firstOf(places, count, (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  });
  const taken = new Set<number>();
  for (const aim of turnsOf(aims, count)) {
    const next = orders[aim]?.find((place) => !taken.has(place));
    if (next !== undefined) taken.add(next);
  }
  return [...taken];
}
