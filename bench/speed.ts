import { monitorEventLoopDelay } from "node:perf_hooks";
import { UserError } from "../src/errors.ts";
import type { Paper } from "../src/papers/paper.ts";
import { createSearchIndex } from "../src/search/create-search-index.ts";
import type { SearchIndex } from "../src/search/search-index.ts";
import { print, progress, readArguments, runBenchmark } from "./command.ts";
import { createRandom } from "./random.ts";
import { readPapers } from "./read-papers.ts";

const USAGE = "npm run bench:speed -- FILE.jsonl [--papers N]";
const QUERIES = 300;
const FIRST_PAGE = { offset: 0, limit: 10 };

/** How fast papers are indexed and found, how much memory they take, and how long anything else has to wait. */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["papers"]);
  const wanted = Number(options.papers ?? 10_000);
  const [file = ""] = files;
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new UserError(`--papers needs a whole number.\nUsage: ${USAGE}`);
  const papers = await readPapers(file, wanted);
  if (papers.length === 0) throw new UserError(`${file} holds no papers.`);
  const before = process.memoryUsage().rss;
  progress(`${papers.length} papers read, ${megabytes(before)} MB`);

  const index = createSearchIndex({ now: Date.now });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await index.add(papers);
  const seconds = (performance.now() - began) / 1000;
  delay.disable();
  print(`papers              ${index.size}`);
  print(`indexing            ${Math.round(papers.length / seconds)} papers/s, ${seconds.toFixed(1)} s`);
  print(`longest block       ${(delay.max / 1e6).toFixed(0)} ms while indexing`);
  print(
    `memory              ${megabytes(process.memoryUsage().rss)} MB RSS (${megabytes(before)} MB before indexing)`,
  );

  const random = createRandom(1);
  for (const words of [2, 5])
    time(`${words} words`, drawQueries(papers, words, random), (query) => index.search(query, FIRST_PAGE));
  time("500 characters", longQueries(papers, random), (query) => index.searchWords(query, FIRST_PAGE));
  time("one unknown word", drawQueries(papers, 3, random).map(withSlip), (query) =>
    index.search(query, FIRST_PAGE),
  );
  time(
    "completing a query",
    drawQueries(papers, 2, random).map((query) => query.slice(0, -2)),
    (query) => index.suggestQueries(query, 25),
  );
  time(
    "completing a title",
    drawQueries(papers, 2, random).map((query) => query.slice(0, -2)),
    (query) => index.suggestTitles(query, 25),
  );
  time("similar to three", triples(papers, random), (ids) => index.similar(ids, FIRST_PAGE));
  await replaceSome(index, papers);
});

function time<Input>(name: string, inputs: readonly Input[], run: (input: Input) => unknown): void {
  const times = inputs.map((input) => {
    const began = performance.now();
    run(input);
    return performance.now() - began;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(1);
  print(`${name.padEnd(19)} p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  longest ${at(1)} ms`);
}

async function replaceSome(index: SearchIndex, papers: readonly Paper[]): Promise<void> {
  const some = papers.slice(0, 1000).map((paper) => ({ ...paper, title: `${paper.title}, Revised` }));
  const began = performance.now();
  await index.add(some);
  print(`replacing           ${Math.round(some.length / ((performance.now() - began) / 1000))} papers/s`);
}

// Words that stand side by side in a title, which is how people ask.
function drawQueries(papers: readonly Paper[], words: number, random: () => number): string[] {
  const titles = papers
    .map((paper) => paper.title.match(/[\p{L}\p{N}]{2,}/gu) ?? [])
    .filter((title) => title.length >= words);
  return Array.from({ length: QUERIES }, () => {
    const title = titles[Math.floor(random() * titles.length)] ?? [];
    const from = Math.floor(random() * (title.length - words + 1));
    return title
      .slice(from, from + words)
      .join(" ")
      .toLowerCase();
  });
}

function longQueries(papers: readonly Paper[], random: () => number): string[] {
  return Array.from({ length: QUERIES }, () =>
    (papers[Math.floor(random() * papers.length)]?.abstract ?? "").slice(0, 500),
  );
}

function triples(papers: readonly Paper[], random: () => number): string[][] {
  return Array.from({ length: QUERIES }, () =>
    [1, 2, 3].map(() => papers[Math.floor(random() * papers.length)]?.id ?? ""),
  );
}

// Two letters change places in the longest word.
function withSlip(query: string): string {
  const [longest = ""] = query.split(" ").sort((a, b) => b.length - a.length);
  const middle = longest.length >> 1;
  const slip = `${longest.slice(0, middle - 1)}${longest[middle] ?? ""}${longest[middle - 1] ?? ""}${longest.slice(middle + 1)}`;
  return query.replace(longest, slip);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
