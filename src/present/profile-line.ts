import { createHash } from "node:crypto";
import { type Button, buttons, type Card, menu, type Reply } from "../chat/reply.ts";
import { canonicalId, paperUrl } from "../papers/identifier.ts";
import type { ProfileLine } from "../taste/profile-lines.ts";
import { readableId } from "./paper-card.ts";
import type { Whose } from "./scope-option.ts";
import type { Services } from "./services.ts";

/** What can be done about a line, and how it is marked then. */
export const MARKS = { mute: "muted", remove: "removed", restore: undefined } as const;

export type Change = keyof typeof MARKS;

const KINDS: Readonly<Record<ProfileLine["kind"], readonly [one: string, many: string]>> = {
  topic: ["topic", "topics"],
  author: ["author", "authors"],
  category: ["category", "categories"],
  paper: ["liked paper", "liked papers"],
  hidden: ["paper not relevant", "papers not relevant"],
};

/** "Your profile: 3 topics, 12 liked papers" */
export function summary(lines: readonly ProfileLine[], list: Whose): string {
  const counts = Object.entries(KINDS).flatMap(([kind, [one, many]]) => {
    const count = lines.filter((line) => line.kind === kind).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return `${whoseProfile(list, true)}: ${counts.join(", ")}`;
}

/** A line of a profile: in a list, its reason is one of the facts; by itself, it has buttons. */
export async function lineCard(line: ProfileLine, services: Services): Promise<Card> {
  const { kind, value, interest, because, mark } = line;
  const isPaper = kind === "paper" || kind === "hidden";
  const url = isPaper ? paperUrl(value) : undefined;
  const facts = [KINDS[kind][0], interest !== undefined && `interest “${interest}”`, because, mark].filter(
    (fact): fact is string => Boolean(fact),
  );
  return {
    title: await nameOf(line, services),
    ...(url !== undefined && { url }),
    facts,
    buttons: [],
  };
}

/** The buttons of a line. */
export function changeButtons(line: ProfileLine, list: Whose): readonly Button[] {
  const change = (label: string, what: Change) => changeButton(label, what, line, list);
  return line.mark
    ? buttons(change("Restore", "restore"))
    : buttons(change("Mute", "mute"), change("Remove", "remove"));
}

/** "Change a line…": each choice shows one line by itself. */
export async function lineMenu(
  lines: readonly ProfileLine[],
  list: Whose,
  services: Services,
): Promise<Pick<Reply, "menu">> {
  const choices = lines.map(async (line) => ({
    label: await nameOf(line, services),
    action: { command: "profile", options: { for: list, line: codeOf(line) }, effect: "answer" as const },
  }));
  return menu("Change a line…", await Promise.all(choices));
}

export function changeButton(label: string, change: Change, line: ProfileLine, list: Whose): Button {
  return {
    label,
    action: { command: "profile", options: { for: list, change, line: codeOf(line) }, effect: "answer" },
  };
}

/** Whether `typed` (the code in a button, words, a title, an id) means this line. */
export async function isMeant(line: ProfileLine, typed: string, services: Services): Promise<boolean> {
  const words = typed.toLowerCase();
  const names = [codeOf(line), line.value, await nameOf(line, services)].map((name) => name.toLowerCase());
  return names.includes(words) || canonicalId(typed) === line.value;
}

/** Names a line in a button, where a whole topic might not fit. */
export function codeOf({ kind, value }: Pick<ProfileLine, "kind" | "value">): string {
  return `#${createHash("sha256").update(`${kind} ${value}`).digest("hex").slice(0, 8)}`;
}

/** Whether it is such a code, which means nothing to a person. */
export function isCode(typed: string): boolean {
  return /^#[0-9a-f]{8}$/.test(typed);
}

export async function nameOf({ kind, value }: ProfileLine, { library }: Services): Promise<string> {
  const paper = kind === "paper" || kind === "hidden" ? await library.index.get(value) : undefined;
  return paper?.title ?? (kind === "paper" || kind === "hidden" ? readableId(value) : value);
}

export function whoseProfile(list: Whose, starts = false): string {
  if (list === "channel") return starts ? "This channel's profile" : "this channel's profile";
  return starts ? "Your profile" : "your profile";
}
