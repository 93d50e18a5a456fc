import { print } from "../command.ts";

/** The best paper of a day: its score, and whether it was on the list. */
export interface Outcome {
  readonly score: number;
  readonly isHit: boolean;
  /** Which half of the lists it belongs to. */
  readonly half: number;
}

const ROUNDS = 3000;
const CUTS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

/**
 * Fits the chance of a hit to the score of a day's best paper (logistic regression), on all days, also those on which no
 * member appeared, and prints what a cut at a chance would do: how many days get a pick, and how many of the picks hit.
 */
export function calibrate(outcomes: readonly Outcome[]): void {
  const { from, slope } = fitLogistic(outcomes);
  print(
    `\nchance of a hit = 1 / (1 + exp(-${slope.toFixed(3)} (score - ${from.toFixed(2)}))), ${outcomes.length} days`,
  );
  const chance = ({ score }: Outcome) => 1 / (1 + Math.exp(-slope * (score - from)));
  for (const cut of CUTS) {
    const parts = [outcomes, ...[0, 1].map((half) => outcomes.filter((one) => one.half === half))];
    const [all, ...halves] = parts.map((part) => {
      const picked = part.filter((one) => chance(one) >= cut);
      const hits = picked.filter(({ isHit }) => isHit).length;
      return { share: picked.length / part.length, precision: hits / (picked.length || 1) };
    });
    const perHalf = halves.map(({ precision }) => precision.toFixed(2)).join(", ");
    print(
      `  cut at ${cut}: ${((all?.share ?? 0) * 100).toFixed(0)} % of days picked, ${(all?.precision ?? 0).toFixed(2)} hit (halves: ${perHalf})`,
    );
  }
}

function fitLogistic(outcomes: readonly Outcome[]): { readonly from: number; readonly slope: number } {
  const mean = outcomes.reduce((sum, { score }) => sum + score, 0) / (outcomes.length || 1);
  let [a, b] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    let [da, db] = [0, 0];
    for (const { score, isHit } of outcomes) {
      const x = (score - mean) / 10;
      const error = (isHit ? 1 : 0) - 1 / (1 + Math.exp(-(a + b * x)));
      da += error;
      db += error * x;
    }
    a += (2 * da) / (outcomes.length || 1);
    b += (2 * db) / (outcomes.length || 1);
  }
  const slope = b / 10;
  return { slope, from: mean - a / slope };
}
