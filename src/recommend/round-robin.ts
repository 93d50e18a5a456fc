import type { Interest } from "./interests.ts";
import type { PickRequest } from "./request.ts";

/**
 * A weighted round-robin of interests for a number of turns: each as often as the square root of how many papers stand for it. Found
 * best on pairs of reading lists; see the benchmark.
 */
export function roundRobinOf(interests: readonly Interest[], turns: number): readonly number[] {
  const weights = interests.map(({ likes }) => Math.sqrt(Math.max(1, likes.length)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const credit = weights.map(() => 0);
  return Array.from({ length: interests.length === 0 ? 0 : turns }, () => {
    for (const [at, weight] of weights.entries()) credit[at] = (credit[at] ?? 0) + weight;
    const next = credit.indexOf(Math.max(...credit));
    credit[next] = (credit[next] ?? 0) - total;
    return next;
  });
}

/** Of so many papers one is outside of what is usual for a profile that is learned. */
const ONE_IN = 6;
/** Turns repeat after so many for each interest: long enough for every weight to show. */
const ROUNDS = 12;

/** Whose turns the papers of a day are: the first one is another each day. `day` counts days, see `dayNumber`. */
export function roundRobinFrom(
  interests: readonly Interest[],
  day: number,
  count: number,
): readonly number[] {
  const cycle = roundRobinOf(interests, ROUNDS * interests.length);
  return Array.from(
    { length: cycle.length === 0 ? 0 : count },
    (_, turn) => cycle[(day + turn) % cycle.length] ?? 0,
  );
}

/**
 * Whether a paper of a day is to be from outside of what was learned, so that a profile does not narrow itself: one in six,
 * on another day in each channel. What people named in words is what they want: without likes there is none.
 */
export function isExploration(
  interests: readonly Interest[],
  day: number,
  turn: number,
  { seed, count }: Pick<PickRequest, "seed" | "count">,
): boolean {
  if (interests.every(({ likes }) => likes.length === 0)) return false;
  const shift = [...seed].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
  return (day * count + turn + shift) % ONE_IN === 0;
}
