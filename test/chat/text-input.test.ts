import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OptionSpec } from "../../src/chat/options.ts";
import { parseOptions } from "../../src/chat/text-input.ts";
import { sampleCommands } from "../support/chat/sample-chat.ts";

const specsOf = (name: string): readonly OptionSpec[] =>
  sampleCommands.find((command) => command.spec.name === name)?.spec.options ?? [];

describe("parseOptions", () => {
  test.each<[string, Record<string, string>]>([
    ["", {}],
    ["  \n ", {}],
    ["streaming video", { query: "streaming video" }],
    ["  streaming \t video ", { query: "streaming video" }],
    ["streaming video count:3", { query: "streaming video", count: "3" }],
    ["count:3 streaming video", { query: "streaming video", count: "3" }],
    ["streaming count:3 video", { query: "streaming video", count: "3" }],
    ["streaming COUNT:3", { query: "streaming", count: "3" }],
    ['streaming count:"3"', { query: "streaming", count: "3" }],
    ["streaming count:", { query: "streaming", count: "" }],
    ["streaming count:2 count:3", { query: "streaming", count: "3" }],
    ["streaming count:abc", { query: "streaming", count: "abc" }],
    ["count:3", { count: "3" }],
    ["discount:3 video", { query: "discount:3 video" }],
    ["count :3", { query: "count :3" }],
    ['"streaming count:3" video', { query: '"streaming count:3" video' }],
    ["“streaming count:3” video", { query: "“streaming count:3” video" }],
    ['"streaming count:3', { query: '"streaming', count: "3" }],
    ['author:"Ann Lee" title:video', { query: 'author:"Ann Lee" title:video' }],
    ["https://arxiv.org/abs/2405.16009", { query: "https://arxiv.org/abs/2405.16009" }],
    ["query:video", { query: "video" }],
    ['query:"streaming video" count:3', { query: "streaming video", count: "3" }],
    ["Query: streaming video", { query: "streaming video" }],
    ["query:“streaming video", { query: "streaming video" }],
    ['query:"streaming video" new', { query: '"streaming video" new' }],
    ["query:", {}],
    ["streaming query:video", { query: "streaming query:video" }],
  ])("for a text and a number reads %j", (line, expected) => {
    expect(parseOptions(line, specsOf("paper"))).toEqual(expected);
  });

  test.each<[string, Record<string, string>]>([
    ["2405.16009 up", { paper: "2405.16009", vote: "up" }],
    ["scaling things UP", { paper: "scaling things", vote: "up" }],
    ["scaling up vote:down", { paper: "scaling up", vote: "down" }],
    ["up and away", { paper: "up and away" }],
    ["scaleup", { paper: "scaleup" }],
    ["up", { vote: "up" }],
  ])("takes a choice that must be made from the end of %j", (line, expected) => {
    const paper: OptionSpec = {
      name: "paper",
      description: "Which",
      kind: "text",
      required: true,
      suggests: false,
    };
    const vote: OptionSpec = { ...paper, name: "vote", kind: "choice", choices: ["up", "down"] };
    expect(parseOptions(line, [paper, vote])).toEqual(expected);
    expect(parseOptions("scaling up", [paper, { ...vote, required: false }])).toEqual({
      paper: "scaling up",
    });
  });

  test.each<[string, Record<string, string>]>([
    ["2405.16009", { paper: "2405.16009" }],
    ["2405.16009 label:later", { paper: "2405.16009", label: "later" }],
    [
      '2405.16009 label:"read later" order:newest',
      { paper: "2405.16009", label: "read later", order: "newest" },
    ],
    ["2405.16009 label:“read later”", { paper: "2405.16009", label: "read later" }],
    ['label:"read later', { label: "read later" }],
    ['label:"" 2405.16009', { label: "", paper: "2405.16009" }],
    ['label:"a"b 2405.16009', { label: '"a"b', paper: "2405.16009" }],
  ])("for a second text reads %j", (line, expected) => {
    expect(parseOptions(line, specsOf("label"))).toEqual(expected);
  });

  test.each<[string, Record<string, string>]>([
    ["count:3", { count: "3" }],
    ["3", { count: "3" }],
    ["3 4", { count: "3", "4": "4" }],
    ["three", { three: "three" }],
    ["__proto__", { ["__proto__"]: "__proto__" }],
  ])("where no text is wanted, %j keeps the words as the name of an unknown option", (line, expected) => {
    expect(parseOptions(line, specsOf("today"))).toEqual(expected);
  });

  test.each<[string, Record<string, string>]>([
    ["add 2405.16009", { do: "add", paper: "2405.16009" }],
    ["Add add", { do: "add", paper: "add" }],
    ["queue 2 bees", { do: "queue", page: "2", paper: "bees" }],
    ["2 queue", { do: "queue", page: "2" }],
    ["bees queue", { paper: "bees queue" }],
    ["do:add queue", { do: "add", paper: "queue" }],
    ["queue name:2", { do: "queue", name: "2" }],
  ])("takes choices and numbers before the text without their names: %j", (line, expected) => {
    const common = { description: "", required: false, suggests: false };
    const specs: readonly OptionSpec[] = [
      { ...common, name: "do", kind: "choice", choices: ["add", "queue"] },
      { ...common, name: "page", kind: "integer" },
      { ...common, name: "paper", kind: "text" },
      { ...common, name: "name", kind: "text" },
    ];
    expect(parseOptions(line, specs)).toEqual(expected);
  });

  test("loses no word, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("paper", "label", "today"),
        (line, command) => {
          const input = parseOptions(line, specsOf(command));
          const kept = Object.values(input).join("");
          const letters = line.replace(/(label|order|count):/giu, "").replace(/[\s"“”]/gu, "");
          for (const letter of letters) expect(kept).toContain(letter);
        },
      ),
    );
  });
});
