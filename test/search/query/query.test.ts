import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { parseQuery, phrasePattern, type QueryPart, wordsOfQuery } from "../../../src/search/query/query.ts";

const SURROUNDINGS = { now: Date.parse("2026-11-23"), otherNames: ["count", "page"] };

function parse(text: string) {
  return parseQuery(text, SURROUNDINGS);
}

function outline(text: string): string[] {
  return parse(text).parts.map((part: QueryPart) => {
    const phrase = part.kind === "phrase" || part.kind === "without" ? part.phrase : part.text;
    return `${part.kind} ${phrase}`;
  });
}

describe("parseQuery", () => {
  test.each([
    ["streaming video", ["words streaming", "words video"]],
    ['"honey bees" maze', ["phrase honey bees", "words maze"]],
    ["“honey bees”", ["phrase honey bees"]],
    ["maze -wasp", ["words maze", "without wasp"]],
    ['maze -"honey bees"', ["words maze", "without honey bees"]],
    ["author:hinton", ["filter author:hinton"]],
    ['Author:"Ada Example" maze', ['filter Author:"Ada Example"', "words maze"]],
    ["-category:cs.CV", ["filter -category:cs.CV"]],
    ["maze sort:new", ["words maze", "sort sort:new"]],
  ])("takes %j apart into %j", (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  test.each([
    "Once-for-All: Train One Network",
    "BERT:pretraining",
    "https://example.org/a:b",
    "3:2",
    "foo::bar",
    "std::vector in C++",
    "author: somebody",
    "text:image",
    "GPT - 4",
    "a -- b – c",
    "what is it?",
    "(honey:bees)",
  ])("takes %j for ordinary words", (text) => {
    expect(parse(text).parts.every(({ kind }) => kind === "words")).toBe(true);
    expect(wordsOfQuery(parse(text))).toBe(text);
  });

  test.each([
    ['"honey bees', "honey bees"],
    ['honey bees"', "honey bees"],
    ['"', ""],
    ['honey "" bees', "honey bees"],
    ['5" wings', "5 wings"],
  ])("forgives the quotation marks of %j", (text, words) => {
    expect(wordsOfQuery(parse(text)).replace(/\s+/g, " ").trim()).toBe(words);
  });

  test.each(["2401.01234", "arXiv:2401.01234v2", " https://arxiv.org/pdf/2401.01234 "])(
    "recognises %j as a paper",
    (text) => {
      expect(parse(text).ids).toEqual(["arxiv:2401.01234"]);
    },
  );

  test.each([
    ["what about 2401.01234?", ["arxiv:2401.01234"]],
    ["see arxiv:2401.01234 (and https://arxiv.org/abs/1706.03762)", ["arxiv:2401.01234", "arxiv:1706.03762"]],
    ["doi:10.1145/3292500 year:2019", ["doi:10.1145/3292500"]],
    ["transformers -2401.01234", []],
    ["year:2023..2025 since:2024-05-01 attention", []],
  ])("finds the papers that %j names", (text, ids) => {
    expect(parse(text).ids).toEqual(ids);
  });

  test.each([
    ["", "streaming video"],
    ["  \n ", "streaming video"],
    ["auther:hinton", "Did you mean author:"],
    ["yaer:2024", "Did you mean year:"],
    ["cat:cs.CV", "Did you mean category:"],
    ["cuont:3", "Did you mean count:"],
    ["pages:3", "Did you mean page:"],
    ["maze year:20x4", "“20x4” is not a year"],
    ["since:yesterday", "30d, 4w, 6m or 1y"],
    ["count:3", "an option, not part of a query"],
    ["has:constructor", "code, abstract or votes"],
    ["has:cod", "Did you mean has:code?"],
    ["has:wings", "code, abstract or votes"],
    ["sort:newest", "Did you mean sort:new?"],
    ['sort:"by date"', "new or votes"],
    ["category:%", "such as cs.CV"],
    ["author:***", "needs a name"],
  ])("explains what is wrong with %j: %j", (text, explanation) => {
    expect(() => parse(text)).toThrow(UserError);
    expect(() => parse(text)).toThrow(explanation);
  });

  test("knows no names of other options unless told", () => {
    expect(parseQuery("cuont:3", { now: 0, otherNames: [] }).parts).toHaveLength(1);
  });

  test("either understands a text or explains itself", () => {
    const piece = fc.constantFrom(
      '"',
      "-",
      ":",
      "author:",
      "year:",
      "sort:",
      "2024",
      "a",
      " ",
      "é",
      "..",
      "//",
    );
    const text = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join("")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (typed) => {
        try {
          expect(parse(typed).parts.every((part) => part.text.trim() !== "")).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

describe("prose", () => {
  const PROSE = "We ask how bees that have been away from their hive for a day find back";
  test.each([
    ["quotation marks", `${PROSE} to what they call "home" again, or "the place they know"`],
    ["dashes", `${PROSE} -or so it seems -in the dark`],
    ["a colon", `${PROSE}, note:this is no filter, auther:nor this, and count:3 are few`],
    ["a filter that is none", `${PROSE} year:20x4`],
  ])("has %s as punctuation", (_, text) => {
    expect(new Set(parse(text).parts.map(({ kind }) => kind))).toEqual(new Set(["words"]));
  });

  test.each([
    [`${PROSE} year:2024`, "filter year:2024"],
    [`author:beispiel ${PROSE}`, "filter author:beispiel"],
    [`${PROSE} -wasps -survey`, "without survey"],
    [`${PROSE} -"honey bees" since:30d`, "without honey bees"],
    [`constructor:x ${PROSE} sort:new`, "sort sort:new"],
  ])("keeps what is meant in %j", (text, part) => {
    expect(outline(text)).toContain(part);
  });

  test("is longer than what people type with quotation marks", () => {
    expect(outline('papers on how bees find "the way home" at night')).toContain("phrase the way home");
  });
});

describe("phrasePattern", () => {
  test.each([
    ["honey bees", "two honey bees dance", true],
    ["honey bees", "honey-bees", true],
    ["Honey  Bees", "honey\nbees", true],
    ["honey bees", "honeybees", false],
    ["honey bee", "honey bees", false],
    ["honey bees", "bees and honey", false],
    ["c++", "modern c++ code", true],
    ["naïve", "naive bees", true],
  ])("of %j on %j: %j", (phrase, text, expected) => {
    expect(phrasePattern(phrase)?.test(text)).toBe(expected);
  });

  test("is none where there is no word", () => {
    expect(phrasePattern("?!")).toBeUndefined();
  });
});
