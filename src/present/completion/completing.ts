import type { Suggestion } from "../../chat/command.ts";

/** Discord shows no more. */
const MOST = 25;

/** Those of a short list whose words begin as what is typed, in the order of the list, but whole beginnings first. */
export function completing(partial: string, all: readonly Suggestion[]): readonly Suggestion[] {
  const typed = folded(partial.trim());
  const begins = all.filter(({ label, value }) =>
    [label, value].some((text) => folded(text).startsWith(typed)),
  );
  const within = all.filter((one) => !begins.includes(one) && wordsOf(one.label).includes(` ${typed}`));
  return [...begins, ...within].slice(0, MOST);
}

/** Completes the last of a list with commas between, `complete` being for one of it. */
export async function completingLast(
  partial: string,
  complete: (last: string) => readonly Suggestion[] | Promise<readonly Suggestion[]>,
): Promise<readonly Suggestion[]> {
  const at = partial.lastIndexOf(",") + 1;
  const last = partial.slice(at);
  const before = partial.slice(0, at + last.length - last.trimStart().length);
  const found = await complete(last.trimStart());
  return found.map(({ label, value }) => ({ label: before + label, value: before + value }));
}

function wordsOf(text: string): string {
  return ` ${folded(text).replace(/[^\p{L}\p{N}.]+/gu, " ")}`;
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
