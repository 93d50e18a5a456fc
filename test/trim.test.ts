import { expect, it } from "vitest";
import { trimEndOf, trimOf } from "../src/trim.ts";

it.each([
  ["what?!", "what", "what"],
  ["?what", "?what", "what"],
  ["?!", "", ""],
  ["", "", ""],
  ["a!b?", "a!b", "a!b"],
])("cuts %j to %j at its end, and to %j at both", (text, end, both) => {
  expect(trimEndOf(text, "?!")).toBe(end);
  expect(trimOf(text, "?!")).toBe(both);
});
