import { parseArgs } from "node:util";
import { UserError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { shorten } from "../shorten.ts";
import type { Flag, Given, Subcommand } from "./subcommand.ts";
import { flagLabel, usageLine } from "./usage.ts";

/** What the command line asks for. `help` without a subcommand is about all of them. */
export type Asked =
  | { readonly kind: "help"; readonly subcommand?: Subcommand }
  | { readonly kind: "version" }
  | { readonly kind: "run"; readonly subcommand: Subcommand; readonly given: Given };

/**
 * Reads a command line by the table of subcommands; the first of them is run where none is named. `program` is what the
 * user typed before the arguments, for messages. Throws a UserError that names what is wrong and what is near it.
 */
export function parseArguments(
  args: readonly string[],
  subcommands: readonly Subcommand[],
  program: string,
): Asked {
  const [first, ...others] = args;
  if (VERSION.includes(first ?? "")) return { kind: "version" };
  const isHelp = first === "help" || first === "--help" || first === "-h";
  if (isHelp && others.length === 0) return { kind: "help" };
  const words = isHelp ? others : args;
  const subcommand = find(words, subcommands, program);
  if (isHelp) return { kind: "help", subcommand };
  const rest = words.slice(isNamed(words) ? subcommand.name.split(" ").length : 0);
  const given = readGiven(rest, subcommand, program);
  return given === "help" ? { kind: "help", subcommand } : { kind: "run", subcommand, given };
}

/** The usual ways to ask a program for help. */
const VERSION: readonly string[] = ["--version", "-v", "-V", "version"];

function isNamed([first]: readonly string[]): boolean {
  return first !== undefined && !first.startsWith("-");
}

function find(words: readonly string[], subcommands: readonly Subcommand[], program: string): Subcommand {
  const [standard] = subcommands;
  if (!standard) throw new Error("a command line needs at least one subcommand");
  if (!isNamed(words)) return standard;
  const found = subcommands.find(({ name }) => words.slice(0, name.split(" ").length).join(" ") === name);
  if (found) return found;
  const names = subcommands.map(({ name }) => name);
  const typed = words.slice(0, 2).join(" ");
  // "discord" is half of "discord register".
  const guess =
    names.find((name) => name.startsWith(`${words[0]} `)) ??
    subcommands.find(({ alsoCalled = [] }) => alsoCalled.includes(words[0]?.toLowerCase() ?? ""))?.name ??
    nearest(typed, names) ??
    nearest(words[0] ?? "", names);
  const hint = guess === undefined ? "" : ` Did you mean ${guess}?`;
  throw new UserError(
    `“${shorten(words[0] ?? "")}” isn't a subcommand.${hint} Run ${program} --help for the list.`,
  );
}

function readGiven(args: readonly string[], subcommand: Subcommand, program: string): Given | "help" {
  const refuse = (problem: string): UserError =>
    new UserError(
      `${problem}\nUsage: ${usageLine(subcommand, program)}\nRun ${program} ${subcommand.name} --help for more.`,
    );
  const flags = new Map<string, Flag>(Object.entries(subcommand.flags));
  const options = Object.fromEntries(
    [...flags].map(
      ([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" }] as const,
    ),
  );
  const help = { type: "boolean", short: "h" } as const;
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...options, help },
    allowPositionals: true,
    // Node's own messages are replaced by ours.
    strict: false,
    tokens: true,
  });
  const positionals: string[] = [];
  const values = new Map<string, string | undefined>();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name === "help") return "help";
    const flag = flags.get(token.name);
    if (!flag) throw refuse(unknownFlag(token.rawName, subcommand));
    if (flag.value === undefined && token.value !== undefined)
      throw refuse(`${token.rawName} takes no value.`);
    // "--channel --dry-run": a flag in the place of a value is a value that was left out.
    if (flag.value !== undefined && (token.value === undefined || isFlagAfter(token)))
      throw refuse(`${token.rawName} needs a value: ${token.rawName} ${flag.value}`);
    values.set(token.name, token.value);
  }
  const { usage, least, most, missing } = subcommand.args ?? { usage: "", least: 0, most: 0 };
  if (positionals.length < least) throw refuse(missing ?? `${usage} is missing.`);
  const stray = positionals[most];
  if (stray !== undefined) throw refuse(`I don't know what to do with “${shorten(stray)}”.`);
  return { args: positionals, has: (name) => values.has(name), value: (name) => values.get(name) };
}

function isFlagAfter({
  value,
  inlineValue,
}: {
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}) {
  return inlineValue !== true && value?.startsWith("-") === true;
}

function unknownFlag(typed: string, { name, flags }: Subcommand): string {
  const names = Object.keys(flags);
  const guess = nearest(typed.replace(/^-+/, ""), [...names, "help"]);
  const all = names.map((flag) => flagLabel(flag, flags[flag])).join(", ");
  const hint =
    guess === undefined ? (all === "" ? "It has no options." : `It has ${all}.`) : `Did you mean --${guess}?`;
  return `${name} has no option ${shorten(typed)}. ${hint}`;
}
