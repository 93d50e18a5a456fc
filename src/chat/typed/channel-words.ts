import type { Caller, CommandSpec } from "../command.ts";
import { invocation } from "../naming.ts";
import { note, type Reply } from "../reply.ts";
import { withHint } from "./did-you-mean.ts";

/** The answer to a single word, such as "pause", that stands for a channel command: a question, or where to go. */
export function askAboutChannel(spec: CommandSpec, caller: Caller): Reply {
  const call = invocation(caller, spec.name);
  if (caller.channel === undefined) return note(`Run ${call} in the channel you want to change.`, "usage");
  const empty: Reply = { outcome: "answer", audience: "conversation", cards: [], buttons: [] };
  const hint = { question: `Did you mean ${call}?`, run: { spec, options: {}, label: `Run ${call}` } };
  return withHint(empty, hint, caller);
}
