import type { Services } from "./services.ts";

/** As keys are made (see history/citation-key.ts): a name, a year and a word of the title; and as pandoc and LaTeX cite by them. */
const KEY = /^\s{0,9}(?:\[?@|\\cite\{)?([a-z]{1,24}(?:\d{4}|nd)[a-z0-9]{1,24})[\]}]?\s{0,9}$/;

/** The id of the paper that a text names by its citation key alone; undefined if it is no key, or nothing is cited by it. */
export async function idOfKey(text: string, { history }: Services): Promise<string | undefined> {
  const key = KEY.exec(text)?.[1];
  return key === undefined ? undefined : (await history.cited(key))?.id;
}
