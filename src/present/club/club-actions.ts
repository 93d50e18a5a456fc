import type { Request } from "../../chat/command.ts";
import type { Button } from "../../chat/reply.ts";
import type { Paper } from "../../papers/paper.ts";

/** A button that does something to a paper of the journal club, for the whole channel to see. */
export function clubButton(label: string, command: string, { id }: Pick<Paper, "id">): Button {
  return { label, action: { command, options: { paper: id }, effect: "announce" } };
}

/** Why somebody may not move the journal club on, in words that fit "Only the next presenter … can …". */
export function presenterOnly({ caller }: Request, deed: string): string {
  if (caller.unchecked !== undefined) return caller.unchecked;
  return `Only the next presenter or a channel manager can ${deed}. ${caller.askInstead ?? "Ask one of them."}`;
}
