import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../src/errors.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { createLogger } from "../../src/log.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { print, progress, readArguments, runBenchmark } from "../support/command.ts";
import { createLabs } from "./labs.ts";
import { measurePicks, measurePlan, measureVotes } from "./speed.ts";

const USAGE = "npm run bench:taste -- FILE.jsonl [--channels N] [--keep FOLDER]";
const CATALOGUE = join(import.meta.dirname, "..", "..", "..", "data", "papers.jsonl");

/**
 * How soon a vote counts, how long the picks of many channels take, each with a taste of its own, and how long anything else
 * has to wait meanwhile: on a library as it is when the bot has started. --keep leaves that library in a folder for the next run.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["channels", "keep"]);
  const [file = ""] = files;
  const channels = Number(options.channels ?? 1000);
  if (!Number.isInteger(channels) || channels < 1)
    throw new UserError(`“${options.channels}” is not a whole number above 0.\nUsage: ${USAGE}`);
  const home = options.keep ?? (await mkdtemp(join(tmpdir(), "paperboy-taste-")));
  try {
    await mkdir(home, { recursive: true });
    if (!existsSync(join(home, "paperboy.db"))) await fill(home, file);
    const library = await open(home);
    await library.refresh();
    await library.index.refine();
    print(`papers              ${library.index.size.toLocaleString("en")}`);
    const labs = await createLabs(library, channels);
    await measureVotes(library, labs);
    await measurePicks(library, labs);
    await measurePlan(library, labs);
    await library.close();
  } finally {
    if (options.keep === undefined) await rm(home, { recursive: true });
  }
});

function open(home: string): Promise<Library> {
  return openLibrary({
    target: join(home, "paperboy.db"),
    catalogue: CATALOGUE,
    index: createSearchIndex({ now: Date.now }),
    now: () => new Date(),
    snapshot: { file: join(home, "search.index"), log: createLogger("warn") },
  });
}

/** Closing waits for all that is to be learned from the papers, and keeps it. */
async function fill(home: string, file: string): Promise<void> {
  progress("importing and indexing");
  const library = await open(home);
  await library.importFile(file, { now: () => new Date() });
  await library.refresh();
  await library.index.refine();
  await library.close();
}
