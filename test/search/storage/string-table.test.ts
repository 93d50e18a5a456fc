import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createVocabulary } from "../../../src/search/corpus/vocabulary.ts";
import { createStringTable } from "../../../src/search/storage/string-table.ts";

const text = fc.oneof(
  fc.constantFrom("", "bee", "bees", "be", "Ünïcode", "𝔹ee", "bee hive", "蜂"),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);

describe("a dictionary", () => {
  test("numbers texts from 1 on, each once, and finds them by number, by start and by part", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), text, (texts, part) => {
        const table = createStringTable();
        const expected = [...new Set(texts)];
        for (const one of texts) expect(table.numbered(one)).toBe(expected.indexOf(one) + 1);
        expect(table.size).toBe(expected.length);
        const numbersOf = (test: (one: string) => boolean) =>
          expected.flatMap((one, at) => (test(one) ? [at + 1] : []));
        for (const [at, one] of expected.entries()) {
          expect(table.number(one)).toBe(at + 1);
          expect(table.text(at + 1)).toBe(one);
        }
        expect(table.startingWith(part)).toEqual(numbersOf((one) => one.startsWith(part)));
        if (part !== "") expect(table.holding(part)).toEqual(numbersOf((one) => one.includes(part)));
        expect(table.number(`${part}?!unheard of`)).toBeUndefined();
        expect([table.text(0), table.text(expected.length + 1)]).toEqual(["", ""]);
      }),
    );
  });

  test("orders texts by their characters", () => {
    const ascii = fc.string({ maxLength: 6 });
    fc.assert(
      fc.property(ascii, ascii, (a, b) => {
        const table = createStringTable();
        const order = table.compare(table.numbered(a), table.numbered(b));
        expect(Math.sign(order)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test("takes half of a character for what is written in its place", () => {
    const table = createStringTable();
    const number = table.numbered("bee\ud835");
    expect(table.numbered("bee\ud835")).toBe(number);
    expect(table.number("bee\ud835")).toBe(number);
    expect(table.text(number)).toBe("bee\ufffd");
  });

  test("holds many", () => {
    const table = createStringTable();
    for (let at = 1; at <= 50_000; at += 1) expect(table.numbered(`word${at * 7}`)).toBe(at);
    for (let at = 1; at <= 50_000; at += 977) expect(table.number(`word${at * 7}`)).toBe(at);
  });
});

describe("the words near a word", () => {
  test("are those that the whole distance says", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "é"), minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), word, fc.nat(3), (words, typed, edits) => {
        const vocabulary = createVocabulary();
        vocabulary.add(new Map(words.map((known) => [known, true])));
        const near = [...new Set(words)].filter((other) => distance(typed, other) <= edits);
        expect(vocabulary.near(typed, edits).map((known) => known.word)).toEqual(near);
      }),
    );
  });
});

/** Levenshtein's distance by its definition. */
function distance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const rest = distance(a.slice(1), b.slice(1));
  if (a[0] === b[0]) return rest;
  return 1 + Math.min(rest, distance(a.slice(1), b), distance(a, b.slice(1)));
}
