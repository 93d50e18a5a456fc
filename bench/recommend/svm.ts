import type { SparseVector } from "../../src/search/vectors/sparse-vector.ts";
import { createRandom } from "../support/random.ts";

interface Settings {
  /** The penalty of a mistake. Each class is weighted so that both count as much as the other ("balanced"). */
  readonly c: number;
  readonly width: number;
}

const MOST_ROUNDS = 50;
const TOLERANCE = 0.01;

/**
 * A linear support vector machine with squared hinge loss and a bias that is regularized like a weight, trained by dual
 * coordinate descent (Hsieh et al. 2008): what scikit-learn's LinearSVC is. Returns the weights, the bias last.
 */
export function trainSvm(
  positives: readonly SparseVector[],
  negatives: readonly SparseVector[],
  { c, width }: Settings,
): Float64Array {
  const total = positives.length + negatives.length;
  const penalty = (count: number) => (c * total) / (2 * count);
  const examples = [
    ...positives.map((vector) => ({ vector, sign: 1, damping: 1 / (2 * penalty(positives.length)) })),
    ...negatives.map((vector) => ({ vector, sign: -1, damping: 1 / (2 * penalty(negatives.length)) })),
  ];
  const weights = new Float64Array(width + 1);
  const alphas = new Float64Array(total);
  const squares = examples.map(({ vector }) => vector.values.reduce((sum, value) => sum + value * value, 1));
  const order = examples.map((_, at) => at);
  const random = createRandom(1);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    shuffle(order, random);
    let worst = 0;
    for (const at of order) {
      const example = examples[at];
      if (!example) continue;
      const { vector, sign, damping } = example;
      const alpha = alphas[at] ?? 0;
      const gradient = sign * decide(weights, vector) - 1 + damping * alpha;
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
      worst = Math.max(worst, Math.abs(projected));
      if (Math.abs(projected) < 1e-12) continue;
      const next = Math.max(alpha - gradient / ((squares[at] ?? 1) + damping), 0);
      alphas[at] = next;
      move(weights, vector, (next - alpha) * sign);
    }
    if (worst < TOLERANCE) break;
  }
  return weights;
}

/** The distance from the plane, in units of its margin. */
export function decide(weights: Float64Array, { keys, values }: SparseVector): number {
  let sum = weights[weights.length - 1] ?? 0;
  for (let at = 0; at < keys.length; at += 1) sum += (weights[keys[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return sum;
}

function move(weights: Float64Array, { keys, values }: SparseVector, step: number): void {
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    weights[key] = (weights[key] ?? 0) + step * (values[at] ?? 0);
  }
  weights[weights.length - 1] = (weights[weights.length - 1] ?? 0) + step;
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}
