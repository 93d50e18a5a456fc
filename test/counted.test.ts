import { expect, test } from "vitest";
import { counted } from "../src/counted.ts";

test.each([
  [0, "0 papers"],
  [1, "1 paper"],
  [2, "2 papers"],
  [1200, "1,200 papers"],
])("%i is written as %j", (count, text) => {
  expect(counted(count, "paper")).toBe(text);
});
