import { z } from "zod";
import { type Action, encodeAction } from "../chat/action.ts";
import type { Button } from "../chat/reply.ts";
import type { FollowInput } from "../taste/following.ts";
import type { Whose } from "./scope-option.ts";

/** What to follow, in any words. */
export const followed = z.string().trim().min(1).max(500);

export const followKind = z
  .enum(["topic", "author", "category", "paper"])
  .optional()
  .describe("Kind of follow; guessed if left out");

/** What can be followed, in the order of a list, each under its heading. */
export const FOLLOW_KINDS: readonly (readonly [FollowInput["kind"], string])[] = [
  ["topic", "Topics"],
  ["author", "Authors"],
  ["category", "Categories"],
  ["paper", "Papers"],
];

/** "You now follow", "This channel already follows". */
export function follower(list: Whose, isNew: boolean): string {
  const since = isNew ? "now" : "already";
  return list === "channel" ? `This channel ${since} follows` : `You ${since} follow`;
}

/** A button that follows something, or stops following it; leaves out the interest's name where a button has no room for it. */
export function followButton(
  label: string,
  command: "follow add" | "follow remove",
  { kind, value, interest }: FollowInput,
  list: Whose,
): Button {
  const options = { what: value, kind, for: list };
  const action: Action = { command, options, effect: "replace" };
  if (command === "follow remove" || interest === undefined) return { label, action };
  const named = { ...action, options: { ...options, interest } };
  return { label, action: encodeAction(named) === undefined ? action : named };
}
