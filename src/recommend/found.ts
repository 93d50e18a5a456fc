import type { IndexReader } from "../search/search-index.ts";

/** Papers that the index found, by their docs, with how well each matches: 1 for the best match of words in the library. */
export type Found = ReadonlyMap<number, number>;

/**
 * How many matches of a topic are looked at. A channel that gets five papers a day takes most of a year to see them
 * all, and by then there are new ones.
 */
const MATCHES = 1000;
/** The latest papers, three or four days of a busy source: candidates for whoever likes some papers. */
const RECENT = 2000;
/** Where nobody said what is wanted: the newest, and the most upvoted of all time. */
const NEWEST = 1000;
const MOST_VOTED = 500;
/** Papers per followed author. */
const BY_AUTHOR = 20;

/** How many answers are cached: many channels ask for the same topics, and again the next day. */
const REMEMBERED = 100;

/** Valid until the library changes: then there is another reader. */
const remembered = new WeakMap<IndexReader, Map<string, Found>>();

/** The papers that match plain words. */
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
