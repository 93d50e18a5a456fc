import { z } from "zod";
import { type CommandSpec, defineCommand, type Request } from "../src/chat/command.ts";
import { findCommands } from "../src/chat/find-commands.ts";
import { commandNamed, invocation } from "../src/chat/naming.ts";
import { usageLine } from "../src/chat/options.ts";
import { type Button, buttons, type Card, note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import type { Services } from "../src/present/services.ts";
import { shorten } from "../src/shorten.ts";
import { formerNames } from "./former-names.ts";

/** What most people come for. */
const FIRST = ["paper", "foryou", "follow add", "daily subscribe"];

export const help = defineCommand({
  name: "help",
  group: "About the bot",
  description: "Show what the bot can do and how to ask",
  example: "daily subscribe",
  details: ["You can also say what you want to do in your own words."],
  options: z.object({
    command: z
      .string()
      .trim()
      .max(100)
      .default("")
      .describe("A command, or a few words about what you want to do"),
  }),
  run({ command }, { notices = [] }: Services, request: Request): Reply {
    const { caller, commands } = request;
    const name = commandNamed(command, caller);
    if (name === "") return overview(request, notices);
    const spec = commands.find((one) => one.name === name);
    if (spec) return reply([detailed(spec, request)]);
    const group = groupNamed(name, commands);
    if (group.length > 0) return listed(group, request);
    const former = commands.find((one) => one.name === presentName(name));
    if (former) return reply([detailed(former, request)]);
    const found = findCommands(command, commands);
    if (found.length > 0) return reply(found.map((one) => detailed(one, request)));
    throw new UserError(
      `I found no command for “${shorten(command)}”. ${invocation(caller, "help")} lists all commands.`,
    );
  },
});

function overview(request: Request, notices: readonly string[]): Reply {
  const { caller, commands } = request;
  const first = commands.filter(({ name }) => FIRST.includes(name));
  const groups = [...new Set(commands.map(({ group }) => group))];
  const text = [
    "What are you looking for? Ask in plain words, or use a command:",
    ...first.map(
      ({ name, example, description }) =>
        `• ${description}: ${`${invocation(caller, name)} ${example}`.trim()}`,
    ),
  ];
  return {
    ...note(text.join("\n")),
    ...(notices.length > 0 && { footer: notices.join(" ") }),
    buttons: buttons(...groups.map((group) => helpButton(group, keyOf(group, commands)))),
  };
}

/** The word by which /help shows a group: the one its commands begin with, or the first word of its name. */
function keyOf(group: string, commands: readonly CommandSpec[]): string {
  const parent = commands.find((one) => one.group === group && one.parent)?.parent?.name;
  return parent ?? group.toLowerCase().split(/\W/u, 1)[0] ?? "";
}

/** The commands of the group that a word or a whole name means. */
function groupNamed(name: string, commands: readonly CommandSpec[]): readonly CommandSpec[] {
  return commands.filter(({ group }) => keyOf(group, commands) === name || group.toLowerCase() === name);
}

/** The commands of a group that a platform lists, one per line. */
function listed(all: readonly CommandSpec[], { caller }: Request): Reply {
  const commands = all.filter(({ typedOnly }) => !typedOnly);
  const lines = commands.map(({ name, description }) => `${invocation(caller, name)}: ${description}`);
  const example = `${invocation(caller, "help")} ${commands[0]?.name ?? ""}`;
  return {
    // As one text: with several cards, each is cut to a few lines.
    ...note([commands[0]?.group ?? "", ...lines, "", `For more on a command: ${example}`].join("\n")),
    buttons: buttons(helpButton("Back", "")),
  };
}

function helpButton(label: string, command: string): Button {
  return { label, action: { command: "help", options: { command }, effect: "replace" } };
}

/** The present name of a command that had another one. */
function presentName(name: string): string | undefined {
  const former = Object.hasOwn(formerNames, name) ? formerNames[name] : undefined;
  return typeof former === "function" ? former({}).name : former;
}

function detailed(spec: CommandSpec, request: Request): Card {
  const typed = invocation(request.caller, spec.name);
  const options = spec.options.map((option) => `${option.name}: ${option.description}${bounds(option)}.`);
  const lines = [
    `${spec.description}.`,
    ...options,
    `For example: ${typed} ${spec.example}`.trimEnd(),
    ...(spec.hasForm && request.caller.opensForms ? [`${typed} alone opens a form.`] : []),
    ...spec.details,
  ];
  const title = usageLine(typed, spec.options);
  return { title, facts: [], body: lines.join("\n"), buttons: [] };
}

function bounds({ min, max, default: standard }: CommandSpec["options"][number]): string {
  if (min === undefined || max === undefined) return "";
  return `, ${min} to ${max}${standard === undefined ? "" : `, ${standard} by default`}`;
}

function reply(cards: readonly Card[]): Reply {
  return { outcome: "answer", audience: "asker", cards, buttons: [] };
}
