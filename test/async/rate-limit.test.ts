import { expect, it } from "vitest";
import { createRateLimit } from "../../src/async/rate-limit.ts";

// What a window does is held by the tests of the cooldown in chat, which is one.
it("remembers so many keys, and forgives those whose last turn is longest ago", () => {
  const { take } = createRateLimit({ most: 2, windowMs: 1000, keys: 2, now: () => 0 });
  for (const key of ["a", "b", "a", "c"]) expect(take(key)).toBe(0);
  expect(take("a")).toBe(1);
  expect(take("b")).toBe(0);
  expect([take("a"), take("c")]).toEqual([0, 0]);
});

it("remembers nobody whose window is over", () => {
  let time = 0;
  const { take } = createRateLimit({ most: 1, windowMs: 1000, keys: 2, now: () => time });
  take("a");
  time = 999;
  take("b");
  time = 1500;
  expect(take("c")).toBe(0);
  expect([take("b"), take("c")]).toEqual([1, 1]);
});
