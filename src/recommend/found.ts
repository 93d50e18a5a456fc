import type { Paper } from "../papers/paper.ts";
import { pause } from "../pause.ts";
import { firstOf } from "../search/first-of.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** Papers that the index was asked for, by id. */
export type Found = ReadonlyMap<string, FoundPaper>;

export interface FoundPaper {
  readonly paper: Paper;
  /** For words: 1 for their best match in the library. */
  readonly match: number;
}

/**
 * So many matches of a topic are looked at. It takes a channel that gets five papers a day most of a year to have
 * seen them all, and by then there are new ones.
 */
const MATCHES = 1000;
/** Where nobody said what is wanted: the newest, and the most voted of all time. */
const NEWEST = 1000;
const MOST_VOTED = 500;
/** By each author that is followed. */
const BY_AUTHOR = 20;

/** So many answers are remembered: many channels ask for the same topics, and again the next day. */
const REMEMBERED = 40;

const remembered = new WeakMap<SearchIndex, { version: number; found: Map<string, Found> }>();

/** What matches plain words. */
export function foundByWords(words: string, index: SearchIndex): Promise<Found> {
  return answer(`words ${words}`, index, async () => {
    const scores = index.vectors.matches(words);
    const slots: number[] = [];
    for (let slot = 0; slot < scores.length; slot += 1) if ((scores[slot] ?? 0) > 0) slots.push(slot);
    const best = firstOf(slots, MATCHES, (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    const top = scores[best[0] ?? 0] ?? 0;
    const matches = new Map(best.map((slot) => [index.vectors.id(slot), (scores[slot] ?? 0) / top]));
    const papers = await readPapers([...matches.keys()], index);
    return papers.map((paper) => ({ paper, match: matches.get(paper.id) ?? 0 }));
  });
}

/** What these people wrote, the newest of each. */
export async function foundByAuthors(names: readonly string[], index: SearchIndex): Promise<Found> {
  const all = new Map<string, FoundPaper>();
  for (const name of names) {
    const query = `author:"${name.replaceAll('"', "")}" sort:new`;
    for (const [id, one] of await searched(query, BY_AUTHOR, index)) all.set(id, one);
  }
  return all;
}

/** What is new, and what many people liked. */
export async function generallyGood(index: SearchIndex): Promise<readonly Paper[]> {
  const newest = await answer("newest", index, async () => {
    const papers = await readPapers(index.vectors.newest(NEWEST).map(index.vectors.id), index);
    return papers.map((paper) => ({ paper, match: 0 }));
  });
  const voted = await searched("sort:votes", MOST_VOTED, index);
  return [...new Map([...newest, ...voted]).values()].map(({ paper }) => paper);
}

/** Papers by their ids, with pauses; those that have gone are left out. */
export async function readPapers(ids: readonly string[], index: SearchIndex): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  for (const id of ids) {
    const paper = index.get(id);
    if (paper) papers.push(paper);
    await pause();
  }
  return papers;
}

function searched(query: string, limit: number, index: SearchIndex): Promise<Found> {
  return answer(query, index, async () =>
    index.search(query, { offset: 0, limit }).hits.map(({ paper }) => ({ paper, match: 0 })),
  );
}

async function answer(
  key: string,
  index: SearchIndex,
  ask: () => Promise<readonly FoundPaper[]>,
): Promise<Found> {
  const { version } = index;
  let memory = remembered.get(index);
  if (memory?.version !== version) {
    memory = { version, found: new Map() };
    remembered.set(index, memory);
  }
  const { found } = memory;
  const known = found.get(key) ?? new Map((await ask()).map((one) => [one.paper.id, one]));
  // While papers were read, others may have come.
  if (index.version !== version) return known;
  found.delete(key);
  found.set(key, known);
  const [oldest] = found.keys();
  if (oldest !== undefined && found.size > REMEMBERED) found.delete(oldest);
  return known;
}
