import { z } from "zod";
import { type CommandSpec, defineCommand, type Request } from "../src/chat/command.ts";
import { findCommands } from "../src/chat/find-commands.ts";
import { commandNamed, invocation } from "../src/chat/naming.ts";
import { usageLine } from "../src/chat/options.ts";
import { type Card, note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import type { Services } from "../src/present/services.ts";

export const help = defineCommand({
  name: "help",
  group: "About me",
  description: "What I can do, and how to ask",
  example: "paper",
  details: ["It also finds the command for what you want to do, said in your own words."],
  options: z.object({
    command: z.string().trim().max(100).default("").describe("A command to explain, or what you want to do"),
  }),
  run({ command }, { notices = [] }: Services, request: Request): Reply {
    const { caller, commands } = request;
    const name = commandNamed(command, caller);
    if (name === "") return overview(request, notices);
    const spec = commands.find((one) => one.name === name);
    if (spec) return reply([detailed(spec, request)]);
    const found = findCommands(command, commands);
    if (found.length > 0) return reply(found.map((one) => detailed(one, request)));
    throw new UserError(
      `No command has to do with “${command}”. ${invocation(caller, "help")} by itself shows them all.`,
    );
  },
});

function overview(request: Request, notices: readonly string[]): Reply {
  const { caller, commands } = request;
  const groups = [...new Set(commands.map(({ group }) => group))];
  const lists = groups.map((title) => {
    const lines = commands
      .filter(({ group }) => group === title)
      .map(({ name, description }) => `${invocation(caller, name)}: ${description}`);
    return [title, ...lines].join("\n");
  });
  const [first] = commands;
  const intro = [
    `Ask for papers in plain words: ${invocation(caller, first?.name ?? "")} ${first?.example}`,
    `More about a command: ${invocation(caller, "help")} ${first?.name}`,
  ];
  return {
    // As one text: what is in cards is cut to a few lines where there are several.
    ...note([intro.join("\n"), ...lists].join("\n\n")),
    ...(notices.length > 0 && { footer: notices.join(" ") }),
  };
}

function detailed(spec: CommandSpec, request: Request): Card {
  const typed = invocation(request.caller, spec.name);
  const options = spec.options.map((option) => `${option.name}: ${option.description}${bounds(option)}.`);
  const lines = [
    `${spec.description}.`,
    ...options,
    `For example: ${typed} ${spec.example}`.trimEnd(),
    ...spec.details,
  ];
  const title = usageLine(typed, spec.options);
  return { title, facts: [], body: lines.join("\n"), buttons: [] };
}

function bounds({ min, max, default: standard }: CommandSpec["options"][number]): string {
  if (min === undefined || max === undefined) return "";
  return `, ${min} to ${max}${standard === undefined ? "" : `, ${standard} if not given`}`;
}

function reply(cards: readonly Card[]): Reply {
  return { outcome: "answer", audience: "asker", cards, buttons: [] };
}
