import { describe, expect, test } from "vitest";
import { inFull, isLeaving, isLeavingSlip } from "../../../src/platforms/terminal/prompt-words.ts";

describe("leaving", () => {
  test.each(["exit", "quit", "/exit", " QUIT ", ":q", "q", "exit()", "quit."])("%j leaves", (line) => {
    expect(isLeaving(line)).toBe(true);
  });

  test.each(["exot", "exti", "quitt", "qiut", "/exitt"])("%j is a slip of that", (line) => {
    expect(isLeaving(line)).toBe(false);
    expect(isLeavingSlip(line)).toBe(true);
  });

  test.each(["edit", "exist", "quiet", "quilt", "suit", "exit strategies", "early exit", "", "video"])(
    "%j stays",
    (line) => {
      expect(isLeaving(line) || isLeavingSlip(line)).toBe(false);
    },
  );
});

describe("short words", () => {
  test.each([
    ["?", "/help"],
    ["n", "next"],
    ["/p", "previous"],
    ["n-gram", "n-gram"],
    ["next token prediction", "next token prediction"],
  ])("%j is meant as %j", (line, full) => expect(inFull(line)).toBe(full));
});
