import type { Services } from "./services.ts";

/**
 * Citation keys (see history/citation-key.ts): a name, a year and a word of the title; also the way pandoc and LaTeX
 * cite them.
 */
const KEY = /^\s{0,9}(?:\[?@|\\cite\{)?([a-z]{1,24}(?:\d{4}|nd)[a-z0-9]{1,24})[\]}]?\s{0,9}$/;

/** The id of the paper whose citation key a text is; undefined if it is no key, or no paper has it. */
export async function idOfKey(text: string, { history }: Services): Promise<string | undefined> {
  const key = KEY.exec(text)?.[1];
  return key === undefined ? undefined : (await history.cited(key))?.id;
}
