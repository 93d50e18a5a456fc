import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../../src/app/app.ts";
import type { Chat } from "../../src/chat/chat.ts";
import { openLibrary } from "../../src/library/library.ts";
import type { Logger } from "../../src/log.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { progress } from "../support/command.ts";

/** Where the library is, and what happens to it. */
interface RealChatParts {
  /** A file that is taken in meanwhile, in this process, and made searchable as it comes. */
  readonly importing?: string | undefined;
  /** The address of a database that several processes share; otherwise the library is a file that is gone at the end. */
  readonly database?: string | undefined;
}

/** The real commands over the real catalogue, without a cooldown. */
export async function createRealChat(
  log: Logger,
  { importing, database }: RealChatParts = {},
): Promise<Chat> {
  const home = mkdtempSync(join(tmpdir(), "paperboy-bench-"));
  process.on("exit", () => rmSync(home, { recursive: true, force: true }));
  const now = () => new Date();
  const library = await openLibrary({
    target: database ?? join(home, "paperboy.db"),
    catalogue: join(import.meta.dirname, "..", "..", "..", "data", "papers.jsonl"),
    index: createSearchIndex({ now: Date.now }),
    now,
  });
  await library.refresh();
  if (importing !== undefined) {
    const refresh = setInterval(() => void library.refresh(), 1000);
    void library.importFile(importing, { now }).then(async ({ found }) => {
      clearInterval(refresh);
      await library.refresh();
      progress(`imported ${found} papers meanwhile; ${library.index.size} are searchable`);
    });
  }
  return createApp({ library, now, log, cooldown: { take: () => 0 } }).chat;
}
