import { UserError } from "../../src/errors.ts";
import type { Paper } from "../../src/papers/paper.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { print, readArguments, runBenchmark } from "../support/command.ts";
import { createRandom } from "../support/random.ts";
import { readPapers } from "../support/read-papers.ts";
import { DRAWS, plainTitle, withWrongLetter } from "./title-queries.ts";

const USAGE = `npm run bench:known-item -- PAPERS.jsonl [--abstracts FILE.jsonl] [--words N] [--draw ${Object.keys(DRAWS).join("|")}] [--queries N] [--seed N]`;
const MOST_MISSES_SHOWN = 10;

/**
 * How often a paper is first when somebody types its title: in small letters without punctuation, and with one letter wrong.
 * With --words, how high (MRR@10) a paper stands for so many words of its title: any of them, its first ones without or with the stop
 * words (first, beginning), or its longest. --queries draws that many titles instead of taking all.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["abstracts", "words", "draw", "queries", "seed"]);
  const way = options.draw ?? "any";
  const draw = DRAWS[way];
  if (!draw) throw new UserError(`Words cannot be drawn as “${way}”.\nUsage: ${USAGE}`);
  const papers = (await Promise.all(files.map((file) => readPapers(file)))).flat();
  const extra = options.abstracts === undefined ? [] : await readPapers(options.abstracts);
  const abstracts = new Map(extra.map((paper) => [paper.id, paper.abstract]));
  const index = createSearchIndex({ now: Date.now });
  await index.add(
    papers.map((paper) => {
      const abstract = paper.abstract ?? abstracts.get(paper.id);
      return { ...paper, ...(abstract && { abstract }) };
    }),
  );
  await index.refine();
  const random = createRandom(Number(options.seed ?? 1));
  const asked = options.queries === undefined ? papers : someOf(papers, Number(options.queries), random);
  const typed = asked.map((paper) => plainTitle(paper.title));
  const queries =
    options.words === undefined ? typed : typed.map((title) => draw(title, Number(options.words), random));
  await report(
    options.words === undefined ? "lower-case, no punctuation" : `${options.words} words of a title (${way})`,
    queries,
  );
  await report(
    "the same with one wrong letter",
    queries.map((query) => withWrongLetter(query, random)),
  );

  async function report(name: string, queries: readonly string[]): Promise<void> {
    const ranks: number[] = [];
    for (const [at, query] of queries.entries()) {
      const { hits } = await index.search(query, { offset: 0, limit: 10 });
      ranks.push(hits.findIndex((hit) => hit.paper.id === asked[at]?.id) + 1);
    }
    const misses = queries.filter((_, at) => ranks[at] !== 1);
    const mrr = ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0) / ranks.length;
    print(`${name}: ${queries.length - misses.length} of ${queries.length} first, MRR@10 ${mrr.toFixed(3)}`);
    for (const miss of misses.slice(0, MOST_MISSES_SHOWN)) print(`  missed: ${miss}`);
  }
});

function someOf(papers: readonly Paper[], count: number, random: () => number): Paper[] {
  return Array.from({ length: count }, () => papers[Math.floor(random() * papers.length)]).filter(
    (paper) => paper !== undefined,
  );
}
