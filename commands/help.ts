import { z } from "zod";
import { type CommandSpec, defineCommand, type Request } from "../src/chat/command.ts";
import { usageLine } from "../src/chat/options.ts";
import type { Card, Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import { nearest } from "../src/nearest.ts";
import type { Services } from "./services.ts";

export const help = defineCommand({
  name: "help",
  description: "What I can do, and how to ask",
  example: "paper",
  options: z.object({ command: z.string().trim().max(50).default("").describe("The command to explain") }),
  run({ command }, { notices = [] }: Services, request: Request): Reply {
    const name = command.toLowerCase().replace(request.caller.prefix, "").replace(/^\//, "");
    if (name === "")
      return {
        ...reply(request.commands.map((spec) => card(spec, request))),
        text: `Ask for papers in plain words: ${request.caller.prefix}${request.commands[0]?.name} ${request.commands[0]?.example}`,
        ...(notices.length > 0 && { footer: notices.join(" ") }),
      };
    const spec = request.commands.find((one) => one.name === name);
    if (spec) return reply([detailed(spec, request)]);
    const guess = nearest(
      name,
      request.commands.map((one) => one.name),
    );
    throw new UserError(
      `There is no command ${request.caller.prefix}${command.slice(0, 50)}.${guess ? ` Did you mean ${request.caller.prefix}${guess}?` : ""}`,
    );
  },
});

function card(spec: CommandSpec, { caller }: Request): Card {
  return {
    title: usageLine(caller.prefix + spec.name, spec.options),
    facts: [],
    body: `${spec.description}.`,
    buttons: [],
  };
}

function detailed(spec: CommandSpec, request: Request): Card {
  const { prefix } = request.caller;
  const options = spec.options.map((option) => `${option.name}: ${option.description}${bounds(option)}.`);
  const lines = [
    `${spec.description}.`,
    ...options,
    `For example: ${prefix}${spec.name} ${spec.example}`,
    ...spec.details,
  ];
  return { ...card(spec, request), body: lines.join("\n") };
}

function bounds({ min, max, default: standard }: CommandSpec["options"][number]): string {
  if (min === undefined || max === undefined) return "";
  return `, ${min} to ${max}${standard === undefined ? "" : `, ${standard} if not given`}`;
}

function reply(cards: readonly Card[]): Reply {
  return { outcome: "answer", audience: "asker", cards, buttons: [] };
}
