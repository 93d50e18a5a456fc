import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACTION_LENGTH, type Action, decodeAction, encodeAction } from "../../src/chat/action.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,7}$/);
const action: fc.Arbitrary<Action> = fc.record({
  command: name,
  options: fc.dictionary(name, fc.string({ unit: "binary", maxLength: 20 }), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  effect: fc.constantFrom("replace", "answer", "share"),
});

describe("encodeAction", () => {
  test("reads well", () => {
    expect(
      encodeAction({ command: "paper", options: { query: "video", page: "2" }, effect: "replace" }),
    ).toBe("1r paper;query=video;page=2");
  });

  test("whatever it accepts is decoded to the same, and fits", () => {
    fc.assert(
      fc.property(action, (given) => {
        const text = encodeAction(given);
        if (text === undefined) return;
        expect(text.length).toBeLessThanOrEqual(ACTION_LENGTH);
        expect(decodeAction(text)).toEqual(given);
      }),
    );
  });

  test("accepts exactly what fits", () => {
    const fits = { command: "paper", options: { query: "x".repeat(85) }, effect: "answer" } as const;
    expect(encodeAction(fits)).toHaveLength(ACTION_LENGTH);
    expect(encodeAction({ ...fits, options: { query: "x".repeat(86) } })).toBeUndefined();
    // Each of these takes two characters in the button.
    expect(encodeAction({ ...fits, options: { query: ";".repeat(43) } })).toBeUndefined();
    expect(encodeAction({ ...fits, options: { query: ";".repeat(42) } })).toBeDefined();
  });

  test("refuses a lone surrogate, which no platform would carry unharmed", () => {
    expect(
      encodeAction({ command: "paper", options: { query: "\ud800" }, effect: "answer" }),
    ).toBeUndefined();
  });
});

describe("decodeAction", () => {
  test.each([
    ["nothing", ""],
    ["other words", "hello"],
    ["another version", "2r paper;page=2"],
    ["an unknown effect", "1x paper"],
    ["a command with capitals", "1r Paper"],
    ["an option without a value sign", "1r paper;page"],
    ["an unescaped separator", "1r paper;query=a;b"],
    ["a dangling escape", "1r paper;query=a\\"],
    ["an unknown escape", "1r paper;query=\\n"],
    ["the prototype", "1r paper;__proto__=x"],
    ["a line break after the command", "1r paper\n"],
  ])("refuses %s", (_case, text) => {
    expect(decodeAction(text)).toBeUndefined();
  });

  test("refuses text that is longer than any button", () => {
    expect(decodeAction(`1r paper;query=${"x".repeat(ACTION_LENGTH)}`)).toBeUndefined();
    expect(decodeAction(`1r paper${";a=b".repeat(500_000)}`)).toBeUndefined();
  });

  test("takes names that objects are born with as plain options", () => {
    expect(decodeAction("1a paper;constructor=x;valueof=y")?.options).toEqual({
      constructor: "x",
      valueof: "y",
    });
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(() => decodeAction(text)).not.toThrow();
        expect(() => decodeAction(`1r paper;${text}`)).not.toThrow();
      }),
    );
  });
});
