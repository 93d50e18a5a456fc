import { describe, expect, test } from "vitest";
import { nearest } from "../src/nearest.ts";

const commands = ["paper", "similar", "abstract", "related", "help"];

describe("nearest", () => {
  test.each([
    ["papr", "paper"],
    ["PAPER", "paper"],
    ["apper", "paper"],
    ["hlp", "help"],
    ["simlar", "similar"],
    ["sim", "similar"],
    ["abs", "abstract"],
    ["abstarct", "abstract"],
    ["weather", undefined],
    ["", undefined],
    ["pa", undefined],
    ["🦜".repeat(5000), undefined],
  ])("takes %j for %j", (word, expected) => {
    expect(nearest(word, commands)).toBe(expected);
  });

  test("has no guess among nothing", () => {
    expect(nearest("paper", [])).toBeUndefined();
  });
});
