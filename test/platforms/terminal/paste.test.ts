import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asPasted, createUnmark } from "../../../src/platforms/terminal/paste.ts";

const ENTRY = "@article{x,\r\n  title = {Bees},\n\tyear = 2024\r}\n";
const MARKED = `\u001b[200~${ENTRY}\u001b[201~`;

function pieces(text: string, ...cuts: readonly number[]): string {
  const unmark = createUnmark();
  const ends = [...cuts].sort((a, b) => a - b);
  return [...ends, text.length].map((end, index) => unmark(text.slice(ends[index - 1] ?? 0, end))).join("");
}

describe("a paste", () => {
  test("is one line until it is sent, and then as it was", () => {
    const line = createUnmark()(MARKED);
    expect(line).toBe("@article{x,⏎  title = {Bees},⏎ year = 2024⏎}");
    expect(asPasted(line)).toBe("@article{x,\n  title = {Bees},\n year = 2024\n}");
  });

  test("drives nothing", () => {
    expect(createUnmark()("\u001b[200~a\u0003b\u001b[Ac\td\u001b[201~")).toBe("ab[Ac d");
  });

  test("is the same in whatever pieces it comes, but for an Escape that comes alone", () => {
    const text = `see ${MARKED} and ${MARKED}\r`;
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 8 }), (cuts) => {
        fc.pre(cuts.every((cut) => text.slice(cut - 1, cut + 5) !== "\u001b[200~"));
        expect(pieces(text, ...cuts)).toBe(pieces(text));
      }),
    );
  });

  test("leaves all other keys as they are, at once", () => {
    for (const keys of ["video\r", "\u001b", "\u001b[A", "\u0003", "\t", "a\nb\r"])
      expect(createUnmark()(keys)).toBe(keys);
  });
});
