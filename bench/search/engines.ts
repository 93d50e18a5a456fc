import { Document } from "flexsearch";
import Database from "libsql";
import MiniSearch, { type Options } from "minisearch";
import { stemmer } from "stemmer";
import type { Paper } from "../../src/papers/paper.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";

/** What is measured: papers go in, a query gets the ids of the best ones, the best first. */
export interface Engine {
  readonly name: string;
  add(papers: readonly Paper[]): Promise<void>;
  search(query: string, limit: number): Promise<readonly string[]>;
}

/** The engines to measure beside ours, by the names under which a command line asks for them. */
export const OTHER_ENGINES: Readonly<Record<string, () => Engine>> = {
  minisearch: () => createMiniSearch("minisearch", { fields: ["title", "body"] }),
  tuned: createTunedMiniSearch,
  fts5: createFts5,
  flexsearch: createFlexSearch,
};

/** The search that the bot runs, by the way of /paper or by its words alone. */
export function createOurs(by: "search" | "searchWords"): Engine {
  const index = createSearchIndex({ now: Date.now });
  return {
    name: by === "search" ? "paperboy" : "its ranking",
    async add(papers) {
      await index.add(papers);
      await index.refine();
    },
    search: async (query, limit) =>
      (await index[by](query, { offset: 0, limit })).hits.map(({ paper }) => paper.id),
  };
}

interface Text {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly all: string;
}

function createMiniSearch(
  name: string,
  options: Options<Text>,
  rescore = (score: number, _: number) => score,
): Engine {
  const index = new MiniSearch<Text>(options);
  return {
    name,
    add: (papers) => index.addAllAsync(papers.map(textOf), { chunkSize: 200 }),
    async search(query, limit) {
      const found = index.search(query).map(({ id, score, queryTerms }) => ({
        id: String(id),
        score: rescore(score, queryTerms.length),
      }));
      return found
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
}

/** Lucene's 33 stop words, Porter stems, the title at a quarter beside the whole text, and textbook BM25. */
function createTunedMiniSearch(): Engine {
  const options: Options<Text> = {
    fields: ["title", "all"],
    processTerm(word) {
      const term = word.toLowerCase();
      return LUCENE_STOP_WORDS.has(term) ? null : stemmer(term);
    },
    searchOptions: { boost: { title: 0.25 }, bm25: { k: 1.2, b: 0.7, d: 0 } },
  };
  // MiniSearch multiplies a score by the number of words that matched, which buries papers that say one word often.
  return createMiniSearch("tuned", options, (score, words) => score / words);
}

const LUCENE_STOP_WORDS = new Set(
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  ),
);

/** SQLite's full-text search: Porter stems, any word, its own BM25 with the title at twice the weight. */
function createFts5(): Engine {
  const db = new Database(":memory:");
  db.exec("create virtual table papers using fts5(id unindexed, title, body, tokenize = 'porter unicode61')");
  const insert = db.prepare("insert into papers (id, title, body) values (?, ?, ?)");
  const select = db.prepare(
    "select id from papers where papers match ? order by bm25(papers, 0, 2, 1) limit ?",
  );
  return {
    name: "fts5",
    async add(papers) {
      db.exec("begin");
      for (const { id, title, body } of papers.map(textOf)) insert.run(id, title, body);
      db.exec("commit");
    },
    async search(query, limit) {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length === 0) return [];
      const rows = select.all(words.map((word) => `"${word}"`).join(" OR "), limit) as { id: string }[];
      return rows.map(({ id }) => id);
    },
  };
}

/** FlexSearch: whole words, what is in a title before what is in the text; papers that have only some of the words, too. */
function createFlexSearch(): Engine {
  const index = new Document({ document: { id: "id", index: ["title", "body"] }, tokenize: "strict" });
  return {
    name: "flexsearch",
    async add(papers) {
      for (const { id, title, body } of papers.map(textOf)) index.add({ id, title, body });
    },
    async search(query, limit) {
      const fields = index.search(query, { limit, suggest: true });
      const ids = fields.flatMap(({ result }) => result.map(String));
      return [...new Set(ids)].slice(0, limit);
    },
  };
}

function textOf({ id, title, abstract = "", summary = "", keywords }: Paper): Text {
  const body = [abstract, summary, ...keywords].filter(Boolean).join("\n");
  return { id, title, body, all: `${title} ${body}` };
}
