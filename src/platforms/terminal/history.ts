import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { HISTORY_LINES } from "./limits.ts";
import { safeLine } from "./safe-text.ts";

/** The lines of earlier sessions, oldest first; none if there is no such file or it can't be read. */
export async function readHistory(file: string): Promise<readonly string[]> {
  try {
    const lines = (await readFile(file, "utf8")).split("\n").map(safeLine);
    return lines.filter((line) => line !== "").slice(-HISTORY_LINES);
  } catch {
    return [];
  }
}

/** Keeps the last lines, readable by the file's owner alone. Nothing depends on them, so failures are ignored. */
export async function writeHistory(file: string, lines: readonly string[]): Promise<void> {
  // A file of its own, renamed when it is complete: two prompts may end at once, and a full disk keeps the old one.
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, `${lines.slice(-HISTORY_LINES).join("\n")}\n`, { mode: 0o600 });
    await rename(draft, file);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** The lines typed at the prompt, on disk and in the memory of an open prompt. */
export interface TypedLines {
  readonly file: string;
  count(): Promise<number>;
  forget(): Promise<void>;
  /** Registers what is called when the lines are to be forgotten. */
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
