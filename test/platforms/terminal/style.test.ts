import { describe, expect, test } from "vitest";
import { createStyle, wantsColor } from "../../../src/platforms/terminal/style.ts";

describe("wantsColor", () => {
  test.each<[Record<string, string>, boolean, boolean]>([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: "dumb" }, true, false],
    [{ TERM: "xterm-256color" }, true, true],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ FORCE_COLOR: "false" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1", TERM: "dumb" }, false, true],
  ])("with %j, on a terminal: %j, is %j", (env, isTTY, expected) => {
    expect(wantsColor(env, isTTY)).toBe(expected);
  });
});

describe("createStyle", () => {
  test("ends every colour that it begins", () => {
    for (const paint of Object.values(createStyle(true))) {
      expect(paint("text")).toMatch(/^\u001b\[\d+mtext\u001b\[(?:22|39)m$/);
      expect(paint("")).toBe("");
    }
  });

  test("changes nothing without colour", () => {
    for (const paint of Object.values(createStyle(false))) expect(paint("text")).toBe("text");
  });
});
