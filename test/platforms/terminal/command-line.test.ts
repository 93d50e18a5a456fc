import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CommandSpec } from "../../../src/chat/command.ts";
import { parseOptions } from "../../../src/chat/text-input.ts";
import { commandLine } from "../../../src/platforms/terminal/command-line.ts";
import { sampleCommands } from "../../support/chat/sample-chat.ts";

function spec(name: string): CommandSpec {
  const found = sampleCommands.find((command) => command.spec.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found.spec;
}

const line = (command: string, options: Record<string, string>) =>
  commandLine({ command, options, effect: "answer" }, spec(command));

describe("commandLine", () => {
  test.each<[string, Record<string, string>, string]>([
    ["paper", { query: "streaming video", count: "3" }, "/paper streaming video count:3"],
    ["paper", { count: "3", query: 'author:"Ann Lee"' }, '/paper author:"Ann Lee" count:3'],
    [
      "label",
      { paper: "arxiv:2405.16009", label: "read later" },
      '/label arxiv:2405.16009 label:"read later"',
    ],
    ["label", { paper: "x", label: "" }, '/label x label:""'],
    ["today", { count: "2" }, "/today count:2"],
    ["schedule", {}, "/schedule"],
  ])("for %s with %j is typed as %s", (command, options, expected) => {
    expect(line(command, options)).toBe(expected);
  });

  test.each<[string, string, Record<string, string>]>([
    ["a query that sets an option", "paper", { query: "video count:3" }],
    ["a query that breaks over lines", "paper", { query: "streaming\nvideo" }],
    ["an escape sequence", "paper", { query: "\u001b[31mred" }],
    ["a quotation mark in a quoted value", "label", { paper: "x", label: 'the "best" ones' }],
    ["an option that the command does not have", "today", { colour: "red" }],
  ])("has no line for %s", (_what, command, options) => {
    expect(line(command, options)).toBeUndefined();
  });

  test("says the same as the button, whenever there is a line", () => {
    const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[a-z":= ]{1,12}$/));
    const options = fc.record({ paper: value, label: value, order: value }, { requiredKeys: ["paper"] });
    fc.assert(
      fc.property(options, (given) => {
        const typed = line("label", given);
        if (typed !== undefined)
          expect(parseOptions(typed.slice("/label ".length), spec("label").options)).toEqual(given);
      }),
    );
  });

  test("has a line for all ordinary words", () => {
    const words = fc.stringMatching(/^[a-z0-9.]+( [a-z0-9.]+){0,4}$/);
    fc.assert(
      fc.property(words, words, (paper, label) => {
        expect(line("label", { paper, label })).toBeDefined();
      }),
    );
  });
});
