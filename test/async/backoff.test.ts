import { describe, expect, it } from "vitest";
import { backoff } from "../../src/async/backoff.ts";

const BOUNDS = { firstMs: 100, longestMs: 1000 };

describe("backoff", () => {
  it("doubles up to the longest wait", () => {
    expect([0, 1, 2, 3, 9, 10_000].map((earlier) => backoff(BOUNDS, earlier))).toEqual([
      100, 200, 400, 800, 1000, 1000,
    ]);
  });

  it("takes nothing at random without jitter", () => {
    expect(backoff(BOUNDS, 1, 0)).toBe(200);
  });

  it("takes anything up to the whole wait with full jitter", () => {
    expect([0, 0.25, 1].map((random) => backoff({ ...BOUNDS, jitter: 1 }, 2, random))).toEqual([0, 100, 400]);
  });

  it("never takes less than half of the wait with equal jitter", () => {
    expect([0, 0.5, 1].map((random) => backoff({ ...BOUNDS, jitter: 0.5 }, 1, random))).toEqual([
      100, 150, 200,
    ]);
  });
});
