import { requestId } from "../async/request-id.ts";
import { StoreError, UserError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Caller } from "./command.ts";
import { note, type Reply } from "./reply.ts";

/** The answer where a command threw: what to do, or the id under which the operator finds it in the log. */
export function replyToError(
  error: unknown,
  { command, caller, log }: { readonly command: string; readonly caller: Caller; readonly log: Logger },
): Reply {
  if (error instanceof UserError) {
    const { message, problems } = error;
    return { ...note(message, "usage"), ...(problems.length > 0 && { problems }) };
  }
  const id = requestId();
  log.error({ err: error, id, command, platform: caller.platform }, "a command failed");
  return note(failureText(error, id, caller), "failure");
}

/** The text for a failed command. Whoever sits at the operator's terminal can free a disk, and may see its path. */
function failureText(error: unknown, id: string, { user }: Caller): string {
  if (!(error instanceof StoreError))
    return `Something went wrong. The bot's operator can look it up in the log as ${id}.`;
  if (user === undefined) return error.message;
  return `I can't do that right now: ${error.reason}. The bot's operator can look it up in the log as ${id}.`;
}
