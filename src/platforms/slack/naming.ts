import type { Naming } from "../../chat/naming.ts";

/**
 * Names that Slack keeps for itself. One of them makes it refuse a whole manifest ("the slash command has an invalid
 * name"), as was seen with /status; about /help reports differ, so it is avoided. Slack publishes no list; this one is of
 * the built-in commands that people know.
 */
const TAKEN = [
  "active",
  "apps",
  "archive",
  "away",
  "call",
  "collapse",
  "dm",
  "dnd",
  "expand",
  "feed",
  "feedback",
  "help",
  "huddle",
  "invite",
  "join",
  "kick",
  "leave",
  "list",
  "me",
  "msg",
  "mute",
  "open",
  "people",
  "prefs",
  "pro",
  "remind",
  "remove",
  "rename",
  "search",
  "shortcuts",
  "shrug",
  "star",
  "status",
  "topic",
  "unarchive",
  "who",
];

const RENAMED = Object.fromEntries(TAKEN.map((name) => [name, `paper-${name}`]));

/** With a prefix of our own, no name collides. */
export function namingWith(prefix: string): Naming {
  return prefix === "/" ? { prefix, renamed: RENAMED } : { prefix };
}
