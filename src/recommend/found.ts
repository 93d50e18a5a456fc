import type { SearchIndex } from "../search/search-index.ts";
import { topK } from "../search/storage/top-k.ts";

/** Papers that the index was asked for, by their docs, and how well each matches: 1 for the best match of words in the library. */
export type Found = ReadonlyMap<number, number>;

/**
 * So many matches of a topic are looked at. It takes a channel that gets five papers a day most of a year to have
 * seen them all, and by then there are new ones.
 */
const MATCHES = 1000;
/** What came last, three or four days of a busy source: who likes some papers is looked for here. */
const RECENT = 2000;
/** Where nobody said what is wanted: the newest, and the most voted of all time. */
const NEWEST = 1000;
const MOST_VOTED = 500;
/** By each author that is followed. */
const BY_AUTHOR = 20;

/** So many answers are remembered: many channels ask for the same topics, and again the next day. */
const REMEMBERED = 100;

const remembered = new WeakMap<SearchIndex, { version: number; found: Map<string, Found> }>();

/** What matches plain words. */
export function foundByWords(words: string, index: SearchIndex): Found {
  return answer(`words ${words}`, index, () => {
    const scores = index.vectors.matches(words);
    const docs: number[] = [];
    for (let doc = 0; doc < scores.length; doc += 1) if ((scores[doc] ?? 0) > 0) docs.push(doc);
    const best = topK(docs, MATCHES, (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    const top = scores[best[0] ?? 0] ?? 0;
    return new Map(best.map((doc) => [doc, (scores[doc] ?? 0) / top]));
  });
}

/** What these people wrote, the newest of each. */
export function foundByAuthors(names: readonly string[], index: SearchIndex): Found {
  return new Map(names.flatMap((name) => [...foundByAuthor(name, index)]));
}

function foundByAuthor(name: string, index: SearchIndex): Found {
  const query = `author:"${name.replaceAll('"', "")}" sort:new`;
  return answer(query, index, () => {
    const { hits } = index.search(query, { offset: 0, limit: BY_AUTHOR });
    return new Map(hits.flatMap(({ paper }) => index.vectors.docOf(paper.id) ?? []).map((doc) => [doc, 0]));
  });
}

/** The newest papers, or those up to a day (YYYY-MM-DD); the newest first. */
export function recentDocs({ vectors }: SearchIndex, until?: string): readonly number[] {
  return until === undefined ? vectors.newest(RECENT) : vectors.newestUntil(until, RECENT);
}

/** What is new, and what many people liked. */
export function generallyGood({ vectors }: SearchIndex): readonly number[] {
  return [...new Set([...vectors.newest(RECENT).slice(0, NEWEST), ...vectors.mostVoted(MOST_VOTED)])];
}

function answer(key: string, index: SearchIndex, ask: () => Found): Found {
  const { version } = index;
  let memory = remembered.get(index);
  if (memory?.version !== version) {
    memory = { version, found: new Map() };
    remembered.set(index, memory);
  }
  const { found } = memory;
  const known = found.get(key) ?? ask();
  found.delete(key);
  found.set(key, known);
  const [oldest] = found.keys();
  if (oldest !== undefined && found.size > REMEMBERED) found.delete(oldest);
  return known;
}
