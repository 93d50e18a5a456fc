import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Caller } from "./command.ts";
import type { Reply } from "./reply.ts";

/** Whether everybody in the place where a command was run sees its answer. */
export type IsPublic = (caller: Caller) => Promise<boolean>;

/** Makes an answer public where that is wanted; what is its asker's alone, or went wrong, stays private. */
export async function inPublic(
  reply: Reply,
  caller: Caller,
  { isPublic, log }: { readonly isPublic?: IsPublic | undefined; readonly log: Logger },
): Promise<Reply> {
  if (reply.outcome !== "answer" || reply.audience !== "conversation") return reply;
  try {
    return (await isPublic?.(caller)) ? { ...reply, audience: "everyone" } : reply;
  } catch (error) {
    log.warn({ err: messageOf(error), platform: caller.platform }, "an answer stays private");
    return reply;
  }
}
