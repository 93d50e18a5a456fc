import { print } from "../support/command.ts";

/** The best paper of a day: its score and the probability that it was given, and whether it was on the list. */
export interface Outcome {
  readonly score: number;
  readonly probability: number;
  readonly isHit: boolean;
  /** Which half of the lists it belongs to. */
  readonly half: number;
}

const ROUNDS = 3000;
const CUTS = [0.2, 0.3, 0.4];

/**
 * Fits the probability of a hit to the score of a day's best paper (logistic regression), on all days, also those on which no
 * member appeared; and prints beside it what the chances that were given are worth: their mean against the share of hits, and what
 * a threshold at a probability does, in days that get a pick and in picks that hit.
 */
export function calibrate(name: string, outcomes: readonly Outcome[]): void {
  const { even, slope } = fitLogistic(outcomes);
  const share = (of: readonly Outcome[]) => of.filter(({ isHit }) => isHit).length / (of.length || 1);
  const given = outcomes.reduce((sum, { probability }) => sum + probability, 0) / (outcomes.length || 1);
  print(
    `\n${name}: fitted 1 / (1 + exp(-${slope.toFixed(1)} (score - ${even.toFixed(3)}))); ` +
      `given ${given.toFixed(2)}, happened ${share(outcomes).toFixed(2)} on ${outcomes.length} days`,
  );
  for (const cut of CUTS) {
    const picked = outcomes.filter(({ probability }) => probability >= cut);
    const halves = [0, 1].map((half) => share(picked.filter((one) => one.half === half)).toFixed(2));
    const days = ((100 * picked.length) / (outcomes.length || 1)).toFixed(0);
    print(
      `  cut at ${cut}: ${days} % of days picked, ${share(picked).toFixed(2)} hit (halves: ${halves.join(", ")})`,
    );
  }
}

/** By gradient descent on scores that are counted in standard deviations from their mean. */
function fitLogistic(outcomes: readonly Outcome[]): { readonly even: number; readonly slope: number } {
  const count = outcomes.length || 1;
  const mean = outcomes.reduce((sum, { score }) => sum + score, 0) / count;
  const variance = outcomes.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / count;
  const deviation = Math.sqrt(variance) || 1;
  let [a, b] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    let [da, db] = [0, 0];
    for (const { score, isHit } of outcomes) {
      const x = (score - mean) / deviation;
      const error = (isHit ? 1 : 0) - 1 / (1 + Math.exp(-(a + b * x)));
      da += error;
      db += error * x;
    }
    a += (2 * da) / count;
    b += (2 * db) / count;
  }
  const slope = b / deviation;
  return { slope, even: mean - a / slope };
}
