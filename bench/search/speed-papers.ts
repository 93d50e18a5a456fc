import type { Paper } from "../../src/papers/paper.ts";
import { createRandom } from "../support/random.ts";
import { readPapers, streamPapers } from "../support/read-papers.ts";
import { recombined } from "./recombine.ts";

/** What is asked of the index, drawn from the papers themselves. */
export interface SpeedQueries {
  /** By what they are, in the order of the report. */
  readonly searches: Readonly<Record<string, readonly string[]>>;
  readonly texts: readonly string[];
  readonly begun: readonly string[];
  readonly triples: readonly (readonly string[])[];
}

const QUERIES = 300;
/** Of how many papers queries are drawn. */
const SAMPLE = 10_000;
const BATCH = 1000;

interface Library {
  readonly file: string;
  /** More than the file holds are recombined from it. */
  readonly papers: number;
}

/** The papers of a benchmark a thousand at a time, so that a million need not be in memory. */
export async function* paperBatches(library: Library): AsyncGenerator<Paper[]> {
  let batch: Paper[] = [];
  for await (const paper of papersOf(library)) {
    batch.push(paper);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* papersOf({ file, papers }: Library): AsyncGenerator<Paper> {
  let left = papers;
  for await (const paper of streamPapers(file, papers)) {
    left -= 1;
    yield paper;
  }
  if (left === 0) return;
  // Read again, because they are kept only where they are needed: the memory of a run is one of its figures.
  for (const paper of recombined(await readPapers(file))) {
    if (left === 0) return;
    left -= 1;
    yield paper;
  }
}

/** Keeps every so manieth paper, for queries. */
export function createSample(expected: number): { see(paper: Paper): void; readonly papers: Paper[] } {
  const step = Math.max(1, Math.floor(expected / SAMPLE));
  const papers: Paper[] = [];
  let seen = 0;
  return {
    papers,
    see(paper) {
      if (seen % step === 0 && papers.length < SAMPLE) papers.push(paper);
      seen += 1;
    },
  };
}

export function drawQueries(papers: readonly Paper[]): SpeedQueries {
  const random = createRandom(1);
  const some = () => papers[Math.floor(random() * papers.length)];
  const draw = <Drawn>(one: () => Drawn) => Array.from({ length: QUERIES }, one);
  return {
    searches: {
      "2 words": titleWords(papers, 2, random),
      "5 words": titleWords(papers, 5, random),
      "one unknown word": titleWords(papers, 3, random).map(withSlip),
      "a filter": titleWords(papers, 2, random).map((query) => `${query} category:cs year:2020..`),
      "a phrase": titleWords(papers, 2, random).map((query) => `"${query}"`),
    },
    texts: draw(() => (some()?.abstract ?? "").slice(0, 500)),
    begun: titleWords(papers, 2, random).map((query) => query.slice(0, -2)),
    triples: draw(() => [1, 2, 3].map(() => some()?.id ?? "")),
  };
}

// Words that stand side by side in a title, which is how people ask.
function titleWords(papers: readonly Paper[], words: number, random: () => number): string[] {
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

// Two letters change places in the longest word.
function withSlip(query: string): string {
  const [longest = ""] = query.split(" ").sort((a, b) => b.length - a.length);
  const middle = longest.length >> 1;
  const slip = `${longest.slice(0, middle - 1)}${longest[middle] ?? ""}${longest[middle - 1] ?? ""}${longest.slice(middle + 1)}`;
  return query.replace(longest, slip);
}
