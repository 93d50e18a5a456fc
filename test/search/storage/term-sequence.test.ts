import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsRun, packSequence, unpackSequence } from "../../../src/search/storage/term-sequence.ts";

// A few small numbers, and some that take two and three bytes of which one is a small number's.
const number = fc.constantFrom(0, 1, 2, 129, 130, 257, 2 ** 14 + 1, 2 ** 14 + 2 * 128 + 1);
const numbers = (maxLength: number) =>
  fc.array(number, { minLength: 1, maxLength }).map((all) => Uint32Array.from(all));

describe("a packed sequence", () => {
  test("is the same when unpacked", () => {
    fc.assert(
      fc.property(numbers(20), (sequence) => {
        expect(unpackSequence(packSequence(sequence))).toEqual(sequence);
      }),
    );
  });

  test("holds a run just where its numbers follow each other", () => {
    fc.assert(
      fc.property(numbers(20), numbers(3), (sequence, run) => {
        const follows = sequence.some((_, at) => run.every((wanted, step) => sequence[at + step] === wanted));
        expect(holdsRun(packSequence(sequence), packSequence(run))).toBe(follows);
      }),
    );
  });
});
