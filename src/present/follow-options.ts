import { z } from "zod";
import type { Button } from "../chat/reply.ts";
import type { FollowInput } from "../taste/following.ts";
import type { Whose } from "./scope-option.ts";

/** What to follow, in whatever words. */
export const followed = z.string().trim().min(1).max(500);

export const followKind = z
  .enum(["topic", "author", "category", "paper"])
  .optional()
  .describe("What it is; guessed if left out");

/** "You follow", "This channel follows". */
export function follower(list: Whose): string {
  return list === "channel" ? "This channel follows" : "You follow";
}

/** A button that follows something, or stops that. */
export function followButton(
  label: string,
  command: "follow add" | "follow remove",
  { kind, value }: Pick<FollowInput, "kind" | "value">,
  list: Whose,
): Button {
  return { label, action: { command, options: { what: value, kind, for: list }, effect: "replace" } };
}
