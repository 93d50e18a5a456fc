import { describe, expect, test } from "vitest";
import { z } from "zod";
import { choiceWithAliases, optionSpecs, problemWith, usageLine } from "../../src/chat/options.ts";

const schema = z.object({
  query: z.string().trim().min(1).max(200).describe("What to look for"),
  note: z.string().optional().describe("A remark"),
  count: z.coerce.number().int().min(1).max(10).default(5).describe("How many"),
  since: z.coerce.number().int().min(1990).optional().describe("The first year"),
  order: z.enum(["newest", "best"]).default("best").describe("What comes first"),
  id: z.string().regex(/^\d+$/).optional().describe("The digits of an id"),
});
const specs = optionSpecs(schema, new Set(["query"]));
const spec = (name: string) => {
  const found = specs.find((one) => one.name === name);
  if (!found) throw new Error(`no option ${name}`);
  return found;
};

describe("optionSpecs", () => {
  test("keeps the order, and says all there is to know about each option", () => {
    expect(specs).toEqual([
      {
        name: "query",
        description: "What to look for",
        kind: "text",
        required: true,
        maxLength: 200,
        suggests: true,
      },
      { name: "note", description: "A remark", kind: "text", required: false, suggests: false },
      {
        name: "count",
        description: "How many",
        kind: "integer",
        required: false,
        min: 1,
        max: 10,
        default: 5,
        suggests: false,
      },
      {
        name: "since",
        description: "The first year",
        kind: "integer",
        required: false,
        min: 1990,
        suggests: false,
      },
      {
        name: "order",
        description: "What comes first",
        kind: "choice",
        required: false,
        choices: ["newest", "best"],
        default: "best",
        suggests: false,
      },
      { name: "id", description: "The digits of an id", kind: "text", required: false, suggests: false },
    ]);
  });

  test("of nothing are none", () => {
    expect(optionSpecs(z.object({}), new Set())).toEqual([]);
  });
});

test("a choice with aliases lists its choices alone, and takes both", () => {
  const options = z.object({
    format: choiceWithAliases(["csl", "md"], { json: "csl" }, { standard: "md", description: "A format" }),
  });
  expect(optionSpecs(options, new Set())).toEqual([
    {
      name: "format",
      description: "A format",
      kind: "choice",
      required: false,
      choices: ["csl", "md"],
      aliases: ["json"],
      default: "md",
      suggests: false,
    },
  ]);
  const read = (input: object) => options.safeParse(input).data?.format;
  expect([read({ format: "json" }), read({ format: "csl" }), read({}), read({ format: "x" })]).toEqual([
    "csl",
    "csl",
    "md",
    undefined,
  ]);
});

describe("usageLine", () => {
  test("shows the words first, and how to type every other option", () => {
    expect(usageLine("/paper", specs)).toBe(
      "/paper <query> [note:…] [count:1-10] [since:1990-…] [order:newest|best] [id:…]",
    );
  });

  test("shows words that may be left out in brackets", () => {
    expect(usageLine("/lab-note", [spec("note"), spec("count")])).toBe("/lab-note [note] [count:1-10]");
  });

  test("shows an option that must be given without brackets", () => {
    expect(usageLine("/x", [{ ...spec("count"), required: true }])).toBe("/x count:1-10");
  });

  test("shows a choice that must be made as it is typed: by itself", () => {
    expect(usageLine("/x", [spec("query"), { ...spec("order"), required: true }])).toBe(
      "/x <query> newest|best",
    );
  });

  test("is the name alone where there is nothing to say", () => {
    expect(usageLine("/saved", [])).toBe("/saved");
  });
});

describe("problemWith", () => {
  test.each([
    ["count", "abc", "count must be a whole number from 1 to 10, not “abc”."],
    ["count", "", "count must be a whole number from 1 to 10."],
    ["count", undefined, "count must be a whole number from 1 to 10."],
    ["since", "1066", "since must be a whole number, at least 1990, not “1066”."],
    ["order", "worst", "order must be newest or best, not “worst”."],
    ["query", undefined, "What are you looking for? Give what to look for."],
    ["query", "  ", "What are you looking for? Give what to look for."],
    ["query", "x".repeat(10_000), "query can have at most 200 characters. Yours has 10,000."],
    ["id", "abc", "I can't use that as id, not “abc”. Give the digits of an id."],
  ])("says what is wrong with %s: %j", (name, value, expected) => {
    expect(problemWith(spec(name), value)).toMatchObject({ option: name, text: expected });
  });

  test.each([
    ["count", "50", "10"],
    ["count", "-3", "1"],
    ["count", "abc", undefined],
    ["order", "newst", "newest"],
  ])("knows what was most likely meant by %s: %j", (name, value, expected) => {
    expect(problemWith(spec(name), value).instead).toBe(expected);
  });

  test("quotes no more than the start of a long value, and never half a character", () => {
    const explanation = problemWith(spec("count"), "👩‍🔬".repeat(5000)).text;
    expect(explanation.length).toBeLessThan(160);
    expect(explanation.isWellFormed()).toBe(true);
  });
});
