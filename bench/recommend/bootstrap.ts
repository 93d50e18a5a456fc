import { createRandom } from "../support/random.ts";

const DRAWS = 2000;

/** The mean, and the interval that holds it in 95 of 100 resamples. */
export function confidenceInterval(numbers: readonly number[]): {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
} {
  const random = createRandom(1);
  const draw = () => {
    let sum = 0;
    for (let at = 0; at < numbers.length; at += 1) sum += numbers[Math.floor(random() * numbers.length)] ?? 0;
    return sum / (numbers.length || 1);
  };
  const means = Array.from({ length: DRAWS }, draw).sort((a, b) => a - b);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / (numbers.length || 1);
  return { mean, low: means[Math.floor(DRAWS * 0.025)] ?? 0, high: means[Math.ceil(DRAWS * 0.975) - 1] ?? 0 };
}
