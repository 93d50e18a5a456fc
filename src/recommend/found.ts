import type { IndexReader } from "../search/search-index.ts";

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

/** Until the library changes: then there is another reader. */
const remembered = new WeakMap<IndexReader, Map<string, Found>>();

/** What matches plain words. */
export function foundByWords(words: string, reader: IndexReader): Found {
  return answer(`words ${words}`, reader, () => reader.bm25(words, MATCHES));
}

/** What these people wrote, the newest of each. */
export function foundByAuthors(names: readonly string[], reader: IndexReader): Found {
  return new Map(names.flatMap((name) => [...foundByAuthor(name, reader)]));
}

function foundByAuthor(name: string, reader: IndexReader): Found {
  return answer(
    `author ${name}`,
    reader,
    () => new Map(reader.byAuthor(name, BY_AUTHOR).map((doc) => [doc, 0])),
  );
}

/** The newest papers, or those up to a day (YYYY-MM-DD); the newest first. */
export function recentDocs(reader: IndexReader, until?: string): readonly number[] {
  return until === undefined ? reader.newest(RECENT) : reader.newestUntil(until, RECENT);
}

/** What is new, and what many people liked. */
export function generallyGood(reader: IndexReader): readonly number[] {
  return [...new Set([...reader.newest(RECENT).slice(0, NEWEST), ...reader.mostVoted(MOST_VOTED)])];
}

function answer(key: string, reader: IndexReader, ask: () => Found): Found {
  const found = remembered.get(reader) ?? new Map<string, Found>();
  remembered.set(reader, found);
  const known = found.get(key) ?? ask();
  found.delete(key);
  found.set(key, known);
  const [oldest] = found.keys();
  if (oldest !== undefined && found.size > REMEMBERED) found.delete(oldest);
  return known;
}
