import type { Caller, CommandSpec } from "../command.ts";
import { lastWord } from "../group.ts";
import { commandNamed, invocation, type Naming } from "../naming.ts";
import { usageLine } from "../options.ts";
import { buttons, type Reply } from "../reply.ts";
import { parseOptions } from "../text-input.ts";
import { isNumber } from "./last-lists.ts";
import type { Reading } from "./typed-line.ts";

/** A command that somebody may have meant with words that look like a search. */
export interface CommandHint {
  /** What to ask, e.g. "Did you mean /daily subscribe streaming video?". */
  readonly question: string;
  /** Set where it can be run as it is. */
  readonly run?: {
    readonly spec: CommandSpec;
    readonly options: Readonly<Record<string, string>>;
    readonly label: string;
  };
  /** The whole query, if it is nothing but the command's name. */
  readonly bare?: string;
}

/** Words that follow a verb in a sentence or a title, but never begin a command's input. */
const NO_INPUT =
  /^(?:a|an|and|are|as|at|between|by|for|from|in|is|its|my|of|on|or|that|the|their|this|to|up|via|vs|was|we|with|you)$/iu;
/** "please subscribe …" */
const COURTESY = /^(?:(?:please|pls|can you|could you|i want to|i'd like to)\s{1,9})+/iu;
/** "subscribe me to streaming video" */
const ADDRESSEE = /^(?:(?:me|us|(?:this|the) channel)\s+)?to\s+(?=\S)/iu;

/** Longest query, in characters. */
const LONGEST = 500;

/** The command that a search begins with, if what follows could be its input. */
export function commandInWords<Services>(
  words: string,
  naming: Naming,
  { table, specs, phrasing }: Reading<Services>,
): CommandHint | undefined {
  if (words.length > LONGEST) return undefined;
  const asked = phrasing.request?.(words);
  const said = asked ?? words.trim().replace(COURTESY, "");
  const [, first = "", typed = ""] = /^(\S+)\s*(.*)$/su.exec(said) ?? [];
  const rest = typed.replace(ADDRESSEE, "");
  if (NO_INPUT.test(rest.split(/\s/u, 1)[0] ?? "")) return undefined;
  const meant = table.resolve(commandNamed(first, naming), rest);
  if (meant.kind === "group" && rest === "") {
    const followers = meant.names.map(lastWord).join(", ");
    return {
      question: `Did you mean ${invocation(naming, meant.group.name)}? It takes ${followers}.`,
      bare: words.trim(),
    };
  }
  if (meant.kind !== "command") return undefined;
  const { command, rest: input } = meant;
  const { spec } = command;
  const isHelpOnNothing = spec.name === "help" && input !== "" && !table.isName(commandNamed(input, naming));
  if (spec === specs[0] || isHelpOnNothing) return undefined;
  const options = parseOptions(input, spec.options);
  // Titles are searched for anyway: "save energy" saves no paper.
  const isOnPaper = spec.options.every(
    ({ name, paper }) =>
      !paper || options[name] === undefined || isNumber(options[name]) || phrasing.isPaper(options[name]),
  );
  const call = invocation(naming, spec.name);
  if (input === "" && !command.accepts(options))
    return { question: `Did you mean ${usageLine(call, spec.options)}?`, bare: words.trim() };
  if (!isOnPaper || !command.accepts(options)) return undefined;
  return {
    question: `Did you mean ${[call, input].filter(Boolean).join(" ")}?`,
    run: { spec, options, label: `Run ${call}` },
    ...((input === "" || asked !== undefined) && { bare: words.trim() }),
  };
}

/** An answer to a search, with the command that may have been meant above it. */
export function withHint(reply: Reply, hint: CommandHint | undefined, caller: Caller): Reply {
  if (hint === undefined || reply.outcome !== "answer") return reply;
  const { question, run } = hint;
  const button = run && {
    label: run.label,
    action: {
      command: run.spec.name,
      options: run.options,
      effect: opensForm(run, caller) ? ("form" as const) : ("answer" as const),
    },
  };
  return {
    ...reply,
    text: [question, reply.text].filter(Boolean).join("\n\n"),
    buttons: [...buttons(button), ...reply.buttons],
  };
}

/**
 * The hint alone where the command's name was all that was said, unless papers match it well, that is, most of their
 * titles have the word.
 */
export function hintAlone(reply: Reply, hint: CommandHint | undefined, caller: Caller): Reply {
  if (hint?.bare === undefined || reply.outcome !== "answer") return reply;
  const word = hint.bare.toLowerCase();
  const fitting = reply.cards.filter(({ title }) => {
    const words: readonly string[] = title.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
    return words.includes(word);
  });
  if (fitting.length > reply.cards.length / 2) return reply;
  const { bare: _, ...question } = hint;
  return withHint({ outcome: "answer", audience: "conversation", cards: [], buttons: [] }, question, caller);
}

/** Whether a press asks in a form for what was not typed. */
function opensForm({ spec, options }: NonNullable<CommandHint["run"]>, { opensForms }: Caller): boolean {
  return opensForms === true && spec.hasForm && Object.keys(options).length === 0;
}
