import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeLine, safeText, safeUrl } from "../../../src/platforms/terminal/safe-text.ts";

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 5 }),
      fc.constantFrom(
        "\u001b",
        "\u001b[",
        "\u001b]",
        "\u009b",
        "31m",
        "\u0007",
        "\u001b\\",
        "\u202e",
        "\n",
        "\r",
        "a",
        " ",
      ),
    ),
  )
  .map((parts) => parts.join(""));

describe("safeLine", () => {
  test.each([
    ["colours", "a\u001b[31mred\u001b[0m", "ared"],
    ["cursor moves", "a\u001b[2J\u001b[1;1Hb", "ab"],
    ["titles", "a\u001b]0;owned\u0007b", "ab"],
    ["titles ended the other way", "a\u001b]0;owned\u001b\\b", "ab"],
    ["links", "\u001b]8;;https://evil.example\u001b\\text\u001b]8;;\u001b\\", "text"],
    ["device control strings", "a\u001bPq#0\u001b\\b", "ab"],
    ["an escape sequence inside another", "a\u001b\u001b[31m[31mb", "a[31mb"],
    ["carriage returns, which hide what was before", "good\revil", "good evil"],
    ["backspaces and bells", "a\b\u0007\u007fb", "ab"],
    ["bidirectional overrides", "a\u202egnp.\u2066b\u200f", "agnp.b"],
    ["text that cannot be seen", "a\u200b\u{e0041}\ufeffb", "ab"],
    ["halves of characters", "a\ud800b", "a\ufffdb"],
    ["line breaks of every kind", "a\n\u2028\u0085\tb", "a b"],
  ])("takes away %s", (_what, text, expected) => {
    expect(safeLine(text)).toBe(expected);
  });

  test.each(["大規模な映像", "👩‍🔬 and 👍🏽", "é as e\u0301", "∑ x² ≤ ½", "שלום", "नमस्ते", "❤️"])(
    "leaves %s alone",
    (text) => {
      expect(safeLine(text)).toBe(text);
    },
  );

  test("lets no control character through, and changes nothing the second time", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = safeLine(text);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(line.isWellFormed()).toBe(true);
        expect(safeLine(line)).toBe(line);
      }),
    );
  });
});

describe("safeText", () => {
  test("keeps lines and paragraphs", () => {
    expect(safeText(" a \r\n b\rc\n\n\n\n\u001b[1md\t e ")).toBe("a\nb\nc\n\nd e");
  });

  test("lets no control character but the line break through", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(safeText(text)).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(safeText(text)).not.toContain("\n\n\n");
      }),
    );
  });
});

describe("safeUrl", () => {
  test.each([
    ["https://arxiv.org/abs/2405.16009", "https://arxiv.org/abs/2405.16009"],
    ["https://arxiv.org/\u001b[31m", "https://arxiv.org/%1B[31m"],
    ["https://аrxiv.org/", "https://xn--rxiv-43d.org/"],
    ["http://arxiv.org/", undefined],
    ["javascript:alert(1)", undefined],
    ["file:///etc/passwd", undefined],
    ["nonsense", undefined],
  ])("makes of %j %j", (text, expected) => {
    expect(safeUrl(text)).toBe(expected);
  });
});
