import { expect, it } from "vitest";
import { createOnce } from "../../src/async/once.ts";

it("knows a key for its time to live", () => {
  let time = 0;
  const once = createOnce(1000, 10, () => time);
  expect(once.first("a")).toBe(true);
  time = 999;
  expect(once.first("a")).toBe(false);
  expect(once.first("b")).toBe(true);
  time = 1000;
  expect(once.first("a")).toBe(true);
  expect(once.first("b")).toBe(false);
});

it("forgets the oldest when it is full", () => {
  const once = createOnce(1000, 2, () => 0);
  expect(["a", "b", "c"].map(once.first)).toEqual([true, true, true]);
  expect(once.first("c")).toBe(false);
  expect(once.first("a")).toBe(true);
});
