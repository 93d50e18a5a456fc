import { z } from "zod";
import type { Button } from "../chat/reply.ts";

/** Undoes what was done at that moment, and nothing that was done since. */
export function undoButton(
  command: string,
  at: Date,
  effect: Button["action"]["effect"] = "replace",
): Button {
  return { label: "Undo", action: { command, options: { stopped: at.toISOString() }, effect } };
}

/** The option of a command that undoes something: when that was done; the last time, if left out. */
export const undoStamp = z
  .string()
  .datetime()
  .transform((text) => new Date(text))
  .optional()
  .describe("The time it was stopped; the last one if left out");
