import { describe, expect, it } from "vitest";
import { isWithin, timeLeft } from "../../src/time/not-before.ts";

describe("timeLeft", () => {
  it.each([
    [1000, 400, 600],
    [1000, 1000, 0],
    [1000, 5000, 0],
    [1000, 0, 1000],
    [1001, 0, 0],
  ])("of %i at %i is %i where no pause is longer than 1000", (notBefore, now, left) => {
    expect(timeLeft(notBefore, now, 1000)).toBe(left);
  });
});

describe("isWithin", () => {
  it.each([
    [100, 100, true],
    [100, 199, true],
    [100, 200, false],
    [101, 100, false],
  ])("of 100, what was at %i is at %i: %s", (at, now, within) => {
    expect(isWithin(100, at, now)).toBe(within);
  });
});
