import type { Interest } from "./interests.ts";
import type { PickRequest } from "./request.ts";

/**
 * A weighted round-robin of interests for a number of turns: each as often as the square root of the number of its
 * papers. The best of those tried on pairs of reading lists; see the benchmark.
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

/** For a profile learned from likes, one paper in this many is exploration. */
const ONE_IN = 6;
/** Turns repeat after this many per interest: enough for every weight to show. */
const ROUNDS = 12;

/** The turns of a day's papers; each day begins with another one. `day` counts days, see `dayNumber`. */
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
 * Whether a paper of a day is exploration, so that a profile does not narrow itself: one in six, on another day in each
 * channel. What people named in words is what they want: without likes there is no exploration.
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
