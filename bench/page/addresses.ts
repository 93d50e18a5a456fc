import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createAddresses } from "../../src/web/addresses.ts";

/** Paths of the page by what they are. */
export interface Paths {
  readonly days: readonly string[];
  readonly papers: readonly string[];
  /** No two the same. */
  readonly searches: readonly string[];
  readonly lists: readonly string[];
  readonly feeds: readonly string[];
}

const CATEGORIES = ["cs.CV", "cs.CL", "cs.LG", "cs.AI", "cs.RO", "stat.ML", "cs.CR", "cs.IR"];
const DAY_MS = 86_400_000;

/** Paths to the papers of a file, drawn evenly from its first `papers` lines. */
export async function readPaths(file: string, papers: number, random: () => number): Promise<Paths> {
  const { paper, search, author, category, day, home, week, month, trending, categories } = createAddresses();
  const ids: string[] = [];
  const searches = new Set<string>();
  const authors = new Set<string>();
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    if (line > papers) break;
    if (random() > 0.05) continue;
    const { arxiv_id: id, title, authors: names } = JSON.parse(text);
    ids.push(`arxiv:${id}`);
    const words = `${title}`.split(/[^\p{L}]+/u).filter((word) => word.length > 4);
    const at = Math.floor(random() * Math.max(1, words.length - 2));
    const query = words.slice(at, at + 1 + Math.floor(random() * 3)).join(" ");
    if (query !== "") searches.add(search(query));
    if (names?.[0] !== undefined) authors.add(author(names[0]));
  }
  const days = Array.from({ length: 200 }, (_, at) => new Date(Date.now() - at * DAY_MS))
    .filter((date) => date.getUTCDay() % 6 !== 0)
    .map((date) => day(date.toISOString().slice(0, 10)));
  return {
    days,
    papers: ids.map(paper),
    searches: [...searches],
    lists: [
      ...[home(), home(), home(), week(), month(), trending(), categories()],
      ...days.slice(0, 20),
      ...CATEGORIES.map((one) => category(one)),
      ...[...authors].slice(0, 10),
    ],
    feeds: [
      ...["/feed.atom", "/feed.atom", "/feed.json", "/week/feed.atom", "/trending/feed.atom"],
      ...CATEGORIES.map((one) => `${category(one)}/feed.atom`),
      ...[...authors].slice(0, 10).map((one) => `${one}/feed.atom`),
      ...[...searches].slice(0, 5).map((one) => one.replace("/search?", "/search/feed.atom?")),
    ],
  };
}
