import fc from "fast-check";
import { expect, it } from "vitest";
import { cutoff } from "../../../src/search/storage/cutoff.ts";

it("is reached by as many scores as are wanted, and by few more", () => {
  // Nothing scores 5e-324: with such numbers, the width of a bucket would be 0.
  const score = fc.oneof(fc.double({ min: 1e-300, max: 1e6, noNaN: true }), fc.constantFrom(0, 1, 1e-300));
  fc.assert(
    fc.property(
      fc.array(score, { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 310 }),
      (scores, count) => {
        const bar = cutoff(Float64Array.from(scores), scores.length, count);
        const reached = scores.filter((one) => one >= bar);
        expect(reached.length).toBeGreaterThanOrEqual(Math.min(count, scores.length));
        // No more than are wanted: all of them.
        const exact = scores.length <= count ? 0 : (scores.toSorted((a, b) => b - a)[count - 1] ?? 0);
        const step = Math.max(...scores) / 4095;
        expect(bar).toBeGreaterThanOrEqual(exact - 2 * step);
      },
    ),
  );
});
