import type { Caller, CommandSpec } from "../command.ts";
import { invocation } from "../naming.ts";
import { buttons, note, type Reply } from "../reply.ts";
import type { PlainLine } from "./plain-line.ts";

/** One friendly line in answer to what asks for no papers, where it was said. */
export function smallTalk(plain: PlainLine, caller: Caller, commands: readonly CommandSpec[]): Reply {
  const how = `Type a topic, such as “${commands[0]?.example}”, or send a link to a paper.`;
  const help = commands.find(({ name }) => name === "help");
  const more = help ? ` ${invocation(caller, help.name)} shows everything I can do.` : "";
  const lines: Readonly<Record<PlainLine, string>> = {
    greeting: `Hello. I find research papers. ${how}`,
    thanks: "You're welcome.",
    who: `I'm a bot that finds research papers and posts new ones to channels. ${how}${more}`,
    help: `${how}${more}`,
    goodbye: "Bye for now.",
    comment: `I'm here when you want papers. ${how}`,
    signs: `I didn't get that. ${how}${more}`,
  };
  const isLost = plain === "help" || plain === "who" || plain === "signs";
  return {
    ...note(lines[plain]),
    audience: "conversation",
    buttons:
      help && isLost
        ? buttons({ label: "Show commands", action: { command: help.name, options: {}, effect: "answer" } })
        : [],
  };
}
