import { StoreError } from "../errors.ts";
import type { Caller } from "./command.ts";

/** What to say when a command failed. Whoever sits at the host's own terminal can do something about a disk, and may know where it is. */
export function failureText(error: unknown, id: string, { user }: Caller): string {
  if (!(error instanceof StoreError))
    return `Something went wrong. The bot's operator can look it up in the log as ${id}.`;
  if (user === undefined) return error.message;
  return `I can't do that right now: ${error.reason}. The bot's operator can look it up in the log as ${id}.`;
}
