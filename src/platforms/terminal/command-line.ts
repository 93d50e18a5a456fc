import type { Action } from "../../chat/action.ts";
import type { CommandSpec } from "../../chat/command.ts";
import { lineOf } from "../../chat/typed/line-of.ts";
import { safeLine } from "./safe-text.ts";

/**
 * The line to type for what a button does, e.g. `/paper streaming video page:2`. Undefined if no line says exactly the
 * same: for a query that contains `page:2` itself, say, or a control character.
 */
export function commandLine(action: Action, spec: CommandSpec): string | undefined {
  const line = lineOf(
    Object.fromEntries(
      Object.entries(action.options).map(([name, value]) => [
        name,
        isPaper(name, spec) ? asTyped(value) : value,
      ]),
    ),
    spec.options,
  );
  if (line === undefined || safeLine(line) !== line) return undefined;
  return `/${spec.name}${line === "" ? "" : ` ${line}`}`;
}

function isPaper(name: string, { options }: CommandSpec): boolean {
  return options.some((option) => option.name === name && option.paper);
}

/** An id as people type it: `2405.16009` for `arxiv:2405.16009`. */
function asTyped(id: string): string {
  return id.replace(/^arxiv:/u, "");
}
