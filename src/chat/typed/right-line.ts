import type { Problem } from "../../errors.ts";
import { invocation, type Naming } from "../naming.ts";
import { type Input, type OptionSpec, usageLine } from "../options.ts";
import { note, type Reply } from "../reply.ts";
import { parseOptions } from "../text-input.ts";
import { lineOf } from "./line-of.ts";

/** What a line is made for. */
interface Typed {
  readonly name: string;
  readonly example: string;
  readonly options: readonly OptionSpec[];
}

/** How to use a command, after what was wrong. */
export function usage(command: Typed, input: Input, problems: readonly Problem[], naming: Naming): Reply {
  const lines = [
    ...problems.map(({ text }) => text),
    "",
    `Usage: ${usageLine(invocation(naming, command.name), command.options)}`,
    `For example: ${rightLine(command, input, problems, naming)}`,
  ];
  return { ...note(lines.join("\n").trim(), "usage"), problems };
}

/** What was wrong with options, with a line that would be right below it. */
export function withRightLine(reply: Reply, command: Typed, input: Input, naming: Naming): Reply {
  const { problems = [], text = "" } = reply;
  if (problems.length === 0) return reply;
  return { ...reply, text: `${text}\n\nFor example: ${rightLine(command, input, problems, naming)}` };
}

/**
 * A correct line to copy: what was typed, with what was most likely meant in place of what is wrong, or else the
 * example's value. Just the example where nothing was typed.
 */
export function rightLine(
  { name, example, options }: Typed,
  input: Input,
  problems: readonly Problem[],
  naming: Naming,
): string {
  const typed = invocation(naming, name);
  const exemplary = parseOptions(example, options);
  const right = options.flatMap((spec): [string, string][] => {
    const wrong = problems.find(({ option }) => option === spec.name);
    const given = input[spec.name];
    const own = typeof given === "string" || typeof given === "number" ? String(given).trim() : "";
    const value = wrong ? (wrong.instead ?? exemplary[spec.name] ?? "") : own;
    return value === "" ? [] : [[spec.name, value]];
  });
  const values = Object.fromEntries(right.length > 0 ? right : Object.entries(exemplary));
  const line = naming.namesOptions
    ? Object.entries(values)
        .map(([option, value]) => `${option}:${value}`)
        .join(" ")
    : (lineOf(values, options) ?? example);
  return `${typed} ${line}`.trim();
}
