import { nearest } from "../nearest.ts";
import { shorten } from "../shorten.ts";
import type { Caller, GroupSpec } from "./command.ts";
import { lastWord } from "./group.ts";
import { invocation } from "./naming.ts";
import { orList } from "./options.ts";
import { note, type Reply } from "./reply.ts";

/** Says that no command has this name, and which one may have been meant. */
export function unknownCommand(name: string, guess: string | undefined, caller: Caller): Reply {
  const hint = guess === undefined ? "" : ` Did you mean ${invocation(caller, guess)}?`;
  return note(
    `I don't know the command ${caller.prefix}${shorten(name)}.${hint} ${invocation(caller, "help")} lists all commands.`,
    "usage",
  );
}

/** Says which words can follow the name of a group. */
export function missingWord(
  { name }: GroupSpec,
  names: readonly string[],
  word: string,
  caller: Caller,
): Reply {
  const guess = nearest(word, names.map(lastWord));
  const typed = invocation(caller, name);
  const hint = word === "" || guess === undefined ? "" : `Did you mean ${typed} ${guess}? `;
  const problem = word === "" ? "" : `I don't know ${typed} ${shorten(word)}. `;
  return note(`${problem}${hint}${typed} takes ${orList(names.map(lastWord))}.`, "usage");
}
