import { describe, expect, it } from "vitest";
import { commandProblems } from "./command-rules.ts";
import type { Json, JsonObject } from "./component-rules.ts";

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("commandProblems", () => {
  const command = (more: JsonObject = {}): JsonObject => ({
    type: 1,
    name: "paper",
    description: "Finds",
    ...more,
  });
  const option = (more: JsonObject = {}): JsonObject => ({
    type: 3,
    name: "query",
    description: "Words",
    ...more,
  });
  const choices = (count: number, length = 1): JsonObject[] =>
    times(count, (index) => ({ name: `${index}`.padEnd(length, "x"), value: "x".repeat(length) }));

  it("lets good ones pass", () => {
    const options = [
      option({ required: true, autocomplete: true, max_length: 6000 }),
      option({ type: 4, name: "n", min_value: 1 }),
    ];
    const everywhere = { integration_types: [0, 1], contexts: [0, 1, 2] };
    expect(
      commandProblems([command({ options, ...everywhere }), { type: 3, name: "Find It" }], "global"),
    ).toEqual([]);
  });

  it.each<[string, Json[]]>([
    ["command name Paper", [command({ name: "Paper" })]],
    ["command name two words", [command({ name: "two words" })]],
    ["description of paper", [command({ description: "" })]],
    ["description of paper", [command({ description: "x".repeat(101) })]],
    ["duplicate command name", [command(), command()]],
    ["more than 100 slash commands", times(101, (index) => command({ name: `c${index}` }))],
    ["more than 15 message commands", times(16, (index) => ({ type: 3, name: `c${index}` }))],
    ["only slash commands have a description", [command({ type: 3 })]],
    ["only slash commands have options", [{ type: 3, name: "x", options: [option()] }]],
    ["more than 25 options", [command({ options: times(26, (index) => option({ name: `o${index}` })) })]],
    ["duplicate option name", [command({ options: [option(), option()] })]],
    [
      "required option after an optional one",
      [command({ options: [option(), option({ name: "b", required: true })] })],
    ],
    ["option name Query", [command({ options: [option({ name: "Query" })] })]],
    ["description of query", [command({ options: [option({ description: "" })] })]],
    ["more than 25 choices", [command({ options: [option({ choices: choices(26) })] })]],
    ["choice of more than 100", [command({ options: [option({ choices: choices(1, 101) })] })]],
    [
      "choices and autocomplete exclude each other",
      [command({ options: [option({ choices: choices(1), autocomplete: true })] })],
    ],
    ["bounds on an option that is no number", [command({ options: [option({ min_value: 1 })] })]],
    ["max_length on an option that is no text", [command({ options: [option({ type: 4, max_length: 1 })] })]],
    ["max_length over 6000", [command({ options: [option({ max_length: 6001 })] })]],
    [
      "paper is longer than 8000",
      [command({ options: times(2, (n) => option({ name: `o${n}`, choices: choices(25, 90) })) })],
    ],
    ["default_member_permissions", [command({ default_member_permissions: 32 })]],
    ["private channels need the user install", [command({ integration_types: [0], contexts: [2] })]],
    ["unknown key descriptions", [command({ descriptions: "x" })]],
  ])("refuses: %s", (problem, commands) => {
    expect(commandProblems(commands, "global")).toContain(problem);
  });

  it("refuses places in the commands of one server", () => {
    expect(commandProblems([command({ contexts: [0] })], "guild")).toEqual([
      "contexts and integration_types belong to global commands",
    ]);
  });
});
