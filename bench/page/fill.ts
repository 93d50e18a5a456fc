import { join } from "node:path";
import { addPapers } from "../../src/library/add-papers.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { createLogger } from "../../src/log.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { writeBatch } from "../../src/store/database.ts";
import { putListed } from "../../src/store/sources/sources.ts";
import { progress } from "../support/command.ts";
import { streamPapers } from "../support/read-papers.ts";

const BATCH = 500;
/** So many papers came on a day: what arXiv announces in the categories that are followed unless somebody says otherwise. */
const A_DAY = 600;

/** Opens the library of a folder, which is kept there with its index. */
export async function openKept(folder: string): Promise<Library> {
  return openLibrary({
    target: join(folder, "paperboy.db"),
    catalogue: join(import.meta.dirname, "..", "..", "..", "data", "papers.jsonl"),
    index: createSearchIndex({ now: Date.now }),
    now: () => new Date(),
    snapshot: { file: join(folder, "search.index"), log: createLogger("warn") },
  });
}

/**
 * Takes papers into the library of a folder that does not have so many yet, and has arXiv list them on the weekdays up to
 * today, the last of the file first.
 */
export async function fill(folder: string, file: string, papers: number): Promise<void> {
  const library = await openKept(folder);
  const { db } = library;
  const { count } = await db
    .selectFrom("papers")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  if (count < papers) {
    const now = new Date();
    let taken = 0;
    let batch: Parameters<typeof addPapers>[1][number][] = [];
    const take = async () => {
      const added = await addPapers(db, batch, now);
      const days = batch.map((_, at) => weekdayBefore(now, Math.floor((taken + at) / A_DAY)));
      const listed = added.map(({ paper }, at) => ({ id: paper, day: days[at] ?? "" }));
      await writeBatch(db, (tx) => putListed(tx, "arxiv", listed, now.toISOString().slice(0, 10)));
      taken += batch.length;
      batch = [];
      if (taken % 10_000 === 0) progress(`${taken.toLocaleString("en")} papers on disk`);
    };
    for await (const paper of streamPapers(file, papers)) {
      batch.push(paper);
      if (batch.length === BATCH) await take();
    }
    await take();
  }
  progress("reading the library into memory, and learning from it");
  await library.refresh();
  await library.close();
}

/** The weekday so many before the one that `now` is on or after. */
function weekdayBefore(now: Date, count: number): string {
  const day = new Date(now);
  for (let left = count; ; day.setUTCDate(day.getUTCDate() - 1)) {
    if (day.getUTCDay() % 6 === 0) continue;
    if (left === 0) return day.toISOString().slice(0, 10);
    left -= 1;
  }
}
