import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../src/errors.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import type { PersistentSearchIndex } from "../../src/search/search-index.ts";
import { print, progress, readArguments, runBenchmark } from "../support/command.ts";
import { megabytes, watched } from "../support/measure.ts";
import { createSample, drawQueries, paperBatches } from "./speed-papers.ts";

const USAGE = "npm run bench:speed -- FILE.jsonl [--papers N] [--keep FILE]";

/**
 * How fast papers are indexed, saved, loaded and found, how much memory they take, and how long anything else has to wait.
 * More papers than the file holds are put together from it; --keep leaves the saved index there.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["papers", "keep"]);
  const [file = ""] = files;
  const library = { file, papers: count(options.papers, 10_000) };
  const folder = mkdtempSync(join(tmpdir(), "paperboy-speed-"));
  const kept = options.keep ?? join(folder, "search.index");
  const queriesFile = join(folder, "queries.json");
  try {
    const index = createSearchIndex({ now: Date.now });
    const sample = createSample(library.papers);
    let seconds = 0;
    let block = 0;
    for await (const batch of paperBatches(library)) {
      const taken = await watched(() => index.add(batch));
      seconds += taken.seconds;
      block = Math.max(block, taken.block);
      for (const paper of batch) sample.see(paper);
      if (index.size % 100_000 < batch.length) progress(`${index.size} papers`);
    }
    if (index.size === 0) throw new UserError(`${file} holds no papers.`);
    print(`papers              ${index.size}`);
    print(
      `indexing            ${Math.round(index.size / seconds)} papers/s, ${seconds.toFixed(1)} s, longest block ${block} ms`,
    );
    await report("learning", () => index.refine());
    await report("saving", () => index.save(kept, ""));
    print(
      `memory              ${megabytes(process.memoryUsage().rss)} MB RSS after that, ${megabytes(statSync(kept).size)} MB on disk`,
    );
    await replaceSome(index, library);
    await index.close();
    writeFileSync(queriesFile, JSON.stringify(drawQueries(sample.papers)));
    const start = join(import.meta.dirname, "speed-start.js");
    spawnSync(process.execPath, [start, kept, queriesFile], { stdio: "inherit" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function report(name: string, work: () => Promise<unknown>): Promise<void> {
  const { seconds, block } = await watched(work);
  print(`${name.padEnd(19)} ${seconds.toFixed(1)} s, longest block ${block} ms`);
}

async function replaceSome(
  index: PersistentSearchIndex,
  library: Parameters<typeof paperBatches>[0],
): Promise<void> {
  const first = await paperBatches(library).next();
  const revised = (first.done ? [] : first.value).map((paper) => ({
    ...paper,
    title: `${paper.title}, Revised`,
  }));
  const { seconds, block } = await watched(() => index.add(revised));
  print(`replacing           ${Math.round(revised.length / seconds)} papers/s, longest block ${block} ms`);
}

function count(option: string | undefined, usual: number): number {
  const number = Number(option ?? usual);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UserError(`“${option}” is not a whole number above 0.\nUsage: ${USAGE}`);
}
