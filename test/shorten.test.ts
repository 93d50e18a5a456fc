import { describe, expect, it } from "vitest";
import { shorten } from "../src/shorten.ts";

describe("shorten", () => {
  it("leaves a short text as it is", () => {
    expect(shorten("graph networks")).toBe("graph networks");
    expect(shorten("x".repeat(40))).toBe("x".repeat(40));
  });

  it("marks where a longer text goes on", () => {
    expect(shorten("x".repeat(41))).toBe(`${"x".repeat(40)}…`);
    expect(shorten("abc", 2)).toBe("ab…");
  });

  it("takes no character apart", () => {
    expect(shorten("😀".repeat(41))).toBe(`${"😀".repeat(40)}…`);
    expect(shorten("😀".repeat(40))).toBe("😀".repeat(40));
  });

  it("puts it on one line", () => {
    expect(shorten("one\r\ntwo\u001b[31m")).toBe("one two [31m");
  });

  it("reads no more of a huge text than it shows", () => {
    const huge = "x".repeat(50_000_000);
    const began = performance.now();
    for (let times = 0; times < 1000; times += 1) shorten(huge);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
