import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { HISTORY_LINES } from "./limits.ts";
import { safeLine } from "./safe-text.ts";

/** The lines of an earlier session, oldest first; none if there is no such file, or it cannot be read. */
export async function readHistory(file: string): Promise<readonly string[]> {
  try {
    const lines = (await readFile(file, "utf8")).split("\n").map(safeLine);
    return lines.filter((line) => line !== "").slice(-HISTORY_LINES);
  } catch {
    return [];
  }
}

/** Keeps the last lines for the owner of the file alone. Nothing depends on it: a failure is no one's concern. */
export async function writeHistory(file: string, lines: readonly string[]): Promise<void> {
  // A file of its own, renamed when it is whole: two prompts may end at once, and a full disk keeps the old one.
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, `${lines.slice(-HISTORY_LINES).join("\n")}\n`, { mode: 0o600 });
    await rename(draft, file);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** The lines that were typed at the prompt, on disk and in the memory of a prompt that is open. */
export interface TypedLines {
  readonly file: string;
  count(): Promise<number>;
  forget(): Promise<void>;
  /** Is called when they are to be forgotten. */
  onForget(drop: () => void): void;
}

export function createTypedLines(file: string): TypedLines {
  const drops: (() => void)[] = [];
  return {
    file,
    count: async () => (await readHistory(file)).length,
    async forget() {
      for (const drop of drops) drop();
      await rm(file, { force: true });
    },
    onForget: (drop) => void drops.push(drop),
  };
}
