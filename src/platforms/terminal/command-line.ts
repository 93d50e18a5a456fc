import type { Action } from "../../chat/action.ts";
import type { CommandSpec } from "../../chat/command.ts";
import { parseOptions } from "../../chat/text-input.ts";
import { safeLine } from "./safe-text.ts";

/**
 * What to type for what a button does, e.g. `/paper streaming video page:2`. Undefined if no line says exactly the
 * same: a query that contains `page:2` itself, say, or a control character.
 */
export function commandLine(action: Action, spec: CommandSpec): string | undefined {
  const rest = spec.options.find((option) => option.kind === "text")?.name;
  const options = Object.entries(action.options);
  const words = options.filter(([name]) => name === rest).map(([, value]) => value);
  const named = options.filter(([name]) => name !== rest).map(([name, value]) => `${name}:${quote(value)}`);
  const line = [...words, ...named].join(" ");
  if (safeLine(line) !== line) return undefined;
  const parsed = Object.entries(parseOptions(line, spec.options));
  const same =
    parsed.length === options.length && parsed.every(([name, value]) => action.options[name] === value);
  return same ? `/${spec.name}${line === "" ? "" : ` ${line}`}` : undefined;
}

/** A value as it is typed after `name:`. */
export function quote(value: string): string {
  return value === "" || /[\s"“”]/u.test(value) ? `"${value}"` : value;
}
