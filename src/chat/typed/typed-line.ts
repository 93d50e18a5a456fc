import { trimEndOf } from "../../trim.ts";
import type { AttachedFile } from "../attached-file.ts";
import type { CommandSpec } from "../command.ts";
import type { CommandTable } from "../command-table.ts";
import { commandNamed, type Naming } from "../naming.ts";
import { bareChoice, type Input } from "../options.ts";
import { parseOptions } from "../text-input.ts";
import { isNumber } from "./last-lists.ts";
import { type PlainLine, plainLine } from "./plain-line.ts";
import { withoutRequest } from "./request-words.ts";

/** How people ask for commands without a slash, as far as that depends on what the commands are about. */
export interface Phrasing {
  /**
   * Words before a paper, with the command that they mean: `{ open: "abstract *", upvote: "vote * up" }`; "" for a
   * number alone.
   */
  readonly verbs: Readonly<Record<string, string>>;
  /** Single words that mean a command for the channel: `{ pause: "daily pause" }`. */
  readonly channelWords?: Readonly<Record<string, string>>;
  /** Whether the words are one paper's id or link. */
  isPaper(words: string): boolean;
  /** The command that a sentence asks for, e.g. `saved` of "show me my saved papers"; undefined for all others. */
  request?(line: string): string | undefined;
  /** The query where a line is no query itself but identifies a paper, as a bibliography entry does. */
  entryQuery?(line: string): string | undefined;
}

/** What a line asks for. */
export interface TypedLine {
  /** The first word of a command's name, and what follows it. */
  readonly name: string;
  readonly rest: string;
  /** Whether a command was meant; otherwise these are words for the first command, or a request for help. */
  readonly isCommand: boolean;
  /** Set where a command takes the file that came with the line, with the text typed after its name. */
  readonly taker: Taker | undefined;
  /** Set where the line asks for nothing, as "thanks" does. */
  readonly plain?: PlainLine | undefined;
}

interface Taker {
  readonly spec: CommandSpec;
  readonly rest: string;
}

/** What is needed to read lines. */
export interface Reading<Services> {
  readonly table: CommandTable<Services>;
  readonly specs: readonly CommandSpec[];
  readonly phrasing: Phrasing;
}

/** Longest paper id or link, in characters. */
const LONGEST = 500;

/** Tells commands from words, with or without a slash before them. */
export function readLine<Services>(
  line: string,
  naming: Naming,
  hasFile: boolean,
  { table, specs, phrasing }: Reading<Services>,
): TypedLine {
  const [, slash, word = "", rest = ""] = /^\s*(\/?)(\S*)\s*(.*)$/su.exec(line) ?? [];
  const bare = commandNamed(slash + word, naming);
  const taker = hasFile ? takerOf(bare, rest, table, specs) : undefined;
  // Without a slash only "help" and "help paper" are commands: "paper folding" is something to search for.
  const [asked = ""] = rest.trim().split(/\s+/u, 1);
  const asksHelp = bare === "help" && (rest === "" || table.isName(commandNamed(asked, naming)));
  if (taker || slash) return { name: bare, rest, isCommand: true, taker };
  if (asksHelp && table.isName(bare)) return { name: bare, rest, isCommand: false, taker };
  const onPaper = lineOnPaper(line, specs, phrasing);
  if (onPaper !== undefined) {
    const [first = "", ...words] = onPaper.split(" ");
    return { name: first, rest: words.join(" "), isCommand: true, taker };
  }
  const name = specs[0]?.name ?? "";
  const entry = hasFile ? undefined : phrasing.entryQuery?.(line);
  if (entry !== undefined) return { name, rest: entry, isCommand: false, taker };
  const plain = hasFile ? undefined : plainLine(line);
  return { name, rest: withoutRequest(line), isCommand: false, taker, plain };
}

/** The command that a file belongs to: the one named or, without any words, the first that takes one. */
function takerOf<Services>(
  name: string,
  rest: string,
  table: CommandTable<Services>,
  specs: readonly CommandSpec[],
): Taker | undefined {
  if (name === "") return specs.filter(fileOf).map((spec) => ({ spec, rest }))[0];
  const meant = table.resolve(name, rest);
  if (meant.kind !== "command" || !fileOf(meant.command.spec)) return undefined;
  return { spec: meant.command.spec, rest: meant.rest };
}

/** The option that takes a file, if the command has one. */
function fileOf({ options }: CommandSpec): string | undefined {
  return options.find(({ kind }) => kind === "file")?.name;
}

/**
 * "save 2", "vote 2 up", "similar to https://…": a command about one paper, or a word for it, and the paper. Titles are
 * left to the search, to which they are words like others.
 */
function lineOnPaper(
  line: string,
  specs: readonly CommandSpec[],
  { verbs, isPaper }: Phrasing,
): string | undefined {
  if (line.length > LONGEST) return undefined;
  const typed = trimEndOf(line.trim().replace(/\s+/gu, " "), "?!.");
  const alone = verbs[""];
  if (alone !== undefined && /^#?[1-9]\d?$/u.test(typed)) return alone.replace("*", () => typed);
  const own = specs
    .filter(({ options }) => options.some(({ paper }) => paper))
    .map(({ name, options }) => [name, `${name} *`, bareChoice(options)?.choices ?? []] as const);
  const others = Object.entries(verbs).map(([verb, meant]) => [verb, meant, []] as const);
  for (const [verb, meant, choices] of [...own, ...others]) {
    if (typed.slice(0, verb.length + 1).toLowerCase() !== `${verb} `) continue;
    const behind = typed.slice(verb.length + 1);
    const choice = choices.find((one) => behind.toLowerCase().endsWith(` ${one}`));
    const which = choice === undefined ? behind : behind.slice(0, -choice.length - 1);
    if (isNumber(which) || isPaper(which))
      return [meant.replace("*", () => which), choice].filter(Boolean).join(" ");
  }
  return undefined;
}

/** What was typed for a command, and the content of the file that came with it. */
export async function withFile(spec: CommandSpec, words: string, attached: AttachedFile): Promise<Input> {
  return { ...parseOptions(words, spec.options), [fileOf(spec) ?? "file"]: await attached() };
}
