import { describe, expect, it } from "vitest";
import { registrations } from "../../../src/platforms/discord/commands.ts";
import { sampleSpecs } from "../../support/discord/chat.ts";
import { commandProblems } from "../../support/discord/command-rules.ts";

const wire = (scope: "everywhere" | "one server") =>
  JSON.parse(JSON.stringify(registrations(sampleSpecs(), scope)));

describe("registrations", () => {
  it("is what Discord takes, everywhere and in one server", () => {
    expect(commandProblems(wire("everywhere"), "global")).toEqual([]);
    expect(commandProblems(wire("one server"), "guild")).toEqual([]);
  });

  it("carries kinds, bounds, choices and completion over", () => {
    const paper = registrations(sampleSpecs(), "everywhere").find((command) => command.name === "paper");
    expect(paper).toEqual({
      type: 1,
      name: "paper",
      description: "Finds papers",
      options: [
        {
          type: 3,
          name: "query",
          description: "Words to look for",
          required: true,
          max_length: 500,
          autocomplete: true,
        },
        { type: 4, name: "count", description: "How many", min_value: 1, max_value: 10 },
        { type: 4, name: "page", description: "Which page", min_value: 1, max_value: 50 },
      ],
      integration_types: [0, 1],
      contexts: [0, 1, 2],
    });
  });

  it("keeps what concerns everybody to servers, and shows it to all, as it checks for itself", () => {
    const config = registrations(sampleSpecs(), "everywhere").find((command) => command.name === "config");
    expect(config).toMatchObject({ integration_types: [0], contexts: [0] });
    expect(config).not.toHaveProperty("default_member_permissions");
    expect(config?.options?.[0]).toMatchObject({
      choices: [
        { name: "on", value: "on" },
        { name: "off", value: "off" },
      ],
    });
  });

  it("adds a message command for a command that works on messages", () => {
    const entry = registrations(sampleSpecs(), "everywhere").find((command) => command.type === 3);
    expect(entry).toEqual({
      type: 3,
      name: "Find related papers",
      integration_types: [0, 1],
      contexts: [0, 1, 2],
    });
  });

  it("puts required options first and cuts long descriptions", () => {
    const [first] = sampleSpecs();
    if (!first) throw new Error("no sample");
    const options = [...first.options].reverse();
    const [command] = registrations([{ ...first, description: "x".repeat(200), options }], "everywhere");
    expect(command?.options?.map((option) => option.name)).toEqual(["query", "page", "count"]);
    expect(command?.description).toHaveLength(100);
  });
});
