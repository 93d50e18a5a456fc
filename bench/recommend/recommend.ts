import { existsSync } from "node:fs";
import { createProgress, type Progress } from "../../src/progress.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import type { PersistentSearchIndex } from "../../src/search/search-index.ts";
import { print, readArguments, runBenchmark } from "../support/command.ts";
import { readPapers } from "../support/read-papers.ts";
import { createArxivSanity } from "./arxiv-sanity.ts";
import { measureDaily } from "./daily.ts";
import { measureInterests } from "./interests.ts";
import { measurePairs } from "./pairs.ts";
import { readTasks } from "./tasks.ts";

const USAGE = "npm run bench:recommend -- FOLDER CORPUS.jsonl [--most N] [--keep FILE]";

/**
 * How well papers are recommended, by public reading lists: one interest among 20,000 papers, two interests in one profile, and one
 * pick a day; with the method of arxiv-sanity-lite beside it. --most takes only so many tasks of each kind; --keep keeps the index in a file
 * for the next run.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["most", "keep"]);
  const [folder = "", corpus = ""] = files;
  const most = Number(options.most ?? Number.POSITIVE_INFINITY);
  const tasks = await readTasks(folder);
  const papers = await readPapers(corpus);
  const index = createSearchIndex({ now: Date.now });
  await fill(index, papers, options.keep);
  const sanity = createArxivSanity(papers);
  const world = {
    tasks,
    reader: await index.reader(),
    sanity,
    corpus: papers.map(({ id }) => id.replace("arxiv:", "")),
    most,
    follow,
  };
  measureInterests(world);
  measureDaily(world, papers);
  measurePairs(world);
});

async function fill(
  index: PersistentSearchIndex,
  papers: Awaited<ReturnType<typeof readPapers>>,
  keep: string | undefined,
): Promise<void> {
  const note = String(papers.length);
  if (keep === undefined || !existsSync(keep)) {
    const progress = follow("indexing", papers.length);
    for (let at = 0; at < papers.length; at += 1000) {
      await index.add(papers.slice(at, at + 1000));
      progress.update(at);
    }
    await index.refine();
    progress.finish();
    if (keep !== undefined) await index.save(keep, note);
  } else await index.load(keep, (kept) => kept === note);
  print(`${index.size} papers`);
}

function follow(label: string, total: number): Progress {
  return createProgress({
    output: process.stderr,
    interactive: process.stderr.isTTY === true,
    label,
    total,
    unit: "runs",
    now: () => performance.now(),
  });
}
