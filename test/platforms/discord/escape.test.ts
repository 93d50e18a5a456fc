import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut } from "../../../src/platforms/discord/cut.ts";
import { clean, escapeMarkdown, isVisible } from "../../../src/platforms/discord/escape.ts";
import { HOSTILE, hostileText } from "../../support/discord/hostile.ts";

/** What is left for Discord to interpret: everything that no backslash protects. */
function live(markdown: string): string {
  return markdown.replace(/\\[^\sA-Za-z0-9]/g, "x");
}

function expectHarmless(markdown: string): void {
  const rest = live(markdown);
  expect(rest).not.toMatch(/[\\*_~`|[\]<>#]/);
  expect(rest).not.toMatch(/@(?!\u200b)/);
  expect(rest).not.toMatch(/:\/\//);
  expect(rest).not.toMatch(/^[ \t]*([-+]|\d+[.)])/m);
  expect(markdown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u0009\u000b-\u001f]/);
  expect(markdown.isWellFormed()).toBe(true);
}

describe("escapeMarkdown", () => {
  it.each([
    ["**bold** _it_ `code`", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\`"],
    ["@everyone <@1>", "@\u200beveryone \\<@\u200b1\\>"],
    ["[x](https://evil.example)", "\\[x\\](https\\://evil.example)"],
    ["# one\n- two\n1. three\n-# four", "\\# one\n\\- two\n1\\. three\n\\-\\# four"],
    ["a - b, 1. c", "a - b, 1. c"],
    ["plain text, as it is: 3.5 %", "plain text, as it is: 3.5 %"],
  ])("%j -> %j", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it.each(HOSTILE.map((text, index) => [index, text] as const))(
    "leaves nothing live in hostile text %d",
    (_, text) => {
      expectHarmless(escapeMarkdown(text));
    },
  );

  it("leaves nothing live in anything", () => {
    fc.assert(fc.property(hostileText, (text) => expectHarmless(escapeMarkdown(text))));
  });

  it("changes nothing that a reader sees", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = escapeMarkdown(text)
          .replace(/\\([^\sA-Za-z0-9])/g, "$1")
          .replaceAll("@\u200b", "@");
        expect(shown).toBe(clean(text));
      }),
    );
  });
});

describe("clean", () => {
  it.each([
    ["a\u202eb\u2066c\u0000d", "abcd"],
    ["a\r\nb\u2028c", "a\nb\nc"],
    ["a\n\n\n\nb", "a\n\nb"],
    ["a\ud800b", "a\ufffdb"],
    ["👩‍👩‍👧‍👦 می‌خواهم", "👩‍👩‍👧‍👦 می‌خواهم"],
  ])("%j -> %j", (text, cleaned) => {
    expect(clean(text)).toBe(cleaned);
  });
});

describe("isVisible", () => {
  it.each(["", " \n", "\u200b\u200d", "\u3164\u2800\u00ad", "\u202e"])("sees nothing in %j", (text) => {
    expect(isVisible(text)).toBe(false);
  });

  it.each(["a", "?", "👍", "日"])("sees %j", (text) => {
    expect(isVisible(text)).toBe(true);
  });
});

describe("cut", () => {
  it("leaves alone what fits", () => {
    expect(cut("One. Two.", 9)).toBe("One. Two.");
  });

  it.each([
    ["after a sentence", "The first one. The second one is longer.", 24, "The first one."],
    ["between words if the sentence is too long", "one two three four five", 15, "one two three…"],
    [
      "not after an abbreviation in a sentence",
      "We use codecs, e.g. the newest of them all",
      24,
      "We use codecs, e.g. the…",
    ],
    ["between characters if the word is too long", "abcdefghij", 5, "abcd…"],
    ["not inside an emoji", "ab👩‍👩‍👧‍👦cd", 8, "ab…"],
    ["not inside an accent", "abe\u0301f", 4, "ab…"],
    ["not inside a surrogate pair", "abc😀d", 5, "abc…"],
    ["not inside an escape", "abcd\\*ef", 6, "abcd…"],
    ["but between two escapes", "ab\\*\\*cd", 6, "ab\\*…"],
  ])("cuts %s", (_, text, room, expected) => {
    expect(cut(text, room)).toBe(expected);
  });

  it.each([30, 31, 32])("does not break a pair in one endless character (%d)", (room) => {
    const result = cut(`👩${"\u200d👩".repeat(1000)}`, room);
    expect(result.isWellFormed()).toBe(true);
    expect(result.length).toBeGreaterThan(room - 3);
  });

  it("never exceeds its room, and breaks neither a pair nor an escape", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 0, max: 400 }), (text, room) => {
        const result = cut(escapeMarkdown(text), room);
        expect(result.length).toBeLessThanOrEqual(room);
        expect(result.isWellFormed()).toBe(true);
        expect(/\\*$/.exec(result.replace(/…$/, ""))?.[0].length ?? 0).toSatisfy(
          (count: number) => count % 2 === 0,
        );
      }),
    );
  });
});
