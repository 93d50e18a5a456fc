import { createSearchIndex } from "../src/search/create-search-index.ts";
import { print, readArguments, runBenchmark } from "./command.ts";
import { createRandom } from "./random.ts";
import { readPapers } from "./read-papers.ts";

const USAGE = "npm run bench:known-item -- PAPERS.jsonl [--abstracts FILE.jsonl] [--seed N]";
const MOST_MISSES_SHOWN = 10;

/** How often a paper is first when somebody types its title: in small letters without punctuation, and with one letter wrong. */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["abstracts", "seed"]);
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
  const random = createRandom(Number(options.seed ?? 1));
  const typed = papers.map((paper) => plain(paper.title));
  const slipped = typed.map((title) => withSlip(title, random));
  report("lower-case, no punctuation", typed);
  report("the same with one wrong letter", slipped);

  function report(name: string, queries: readonly string[]): void {
    const misses = queries.filter((query, at) => {
      const [first] = index.search(query, { offset: 0, limit: 1 }).hits;
      return first?.paper.id !== papers[at]?.id;
    });
    print(`${name}: ${queries.length - misses.length} of ${queries.length} first`);
    for (const miss of misses.slice(0, MOST_MISSES_SHOWN)) print(`  missed: ${miss}`);
  }
});

function plain(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

// One letter of the title becomes another one.
function withSlip(title: string, random: () => number): string {
  const letters = [...title];
  const places = letters.flatMap((letter, at) => (/[a-z]/.test(letter) ? [at] : []));
  const at = places[Math.floor(random() * places.length)];
  if (at === undefined) return title;
  const others = [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => letter !== letters[at]);
  letters[at] = others[Math.floor(random() * others.length)] ?? "";
  return letters.join("");
}
