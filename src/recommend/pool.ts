import type { Paper } from "../papers/paper.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** A paper that may be picked, before anybody asks whether it was shown. */
export interface Candidate {
  readonly paper: Paper;
  /** How well it matches each of the topics, in their order: 1 for the topic's best match in the library, 0 for none. */
  readonly matches: readonly number[];
  /** Why it matches the topic that it matches best, in a person's words; empty without topics. */
  readonly why: string;
}

/**
 * So many matches of a topic are looked at. It takes a channel that gets five papers a day most of a year to have
 * seen them all, and by then there are new ones.
 */
const MATCHES = 1000;
/** Without topics: the newest, and the most voted of all time. */
const NEWEST = 1000;
const MOST_VOTED = 500;

/** So many lists of topics are remembered: many channels ask for the same ones, and again the next day. */
const REMEMBERED = 40;

const remembered = new WeakMap<SearchIndex, { version: number; pools: Map<string, readonly Candidate[]> }>();

/** Everything worth a closer look for these topics; without topics, what is new and what many people liked. */
export function poolFor(topics: readonly string[], index: SearchIndex): readonly Candidate[] {
  let memory = remembered.get(index);
  if (memory?.version !== index.version) {
    memory = { version: index.version, pools: new Map() };
    remembered.set(index, memory);
  }
  const key = JSON.stringify(topics);
  const pool = memory.pools.get(key) ?? (topics.length > 0 ? matching(topics, index) : generallyGood(index));
  memory.pools.delete(key);
  memory.pools.set(key, pool);
  const [oldest] = memory.pools.keys();
  if (oldest !== undefined && memory.pools.size > REMEMBERED) memory.pools.delete(oldest);
  return pool;
}

function generallyGood(index: SearchIndex): readonly Candidate[] {
  const newest = index.searchWords("", { offset: 0, limit: NEWEST });
  const voted = index.search("sort:votes", { offset: 0, limit: MOST_VOTED });
  const papers = new Map([...newest.hits, ...voted.hits].map(({ paper }) => [paper.id, paper]));
  return [...papers.values()].map((paper) => ({ paper, matches: [], why: "" }));
}

function matching(topics: readonly string[], index: SearchIndex): readonly Candidate[] {
  const found = new Map<string, { paper: Paper; matches: number[]; why: string; best: number }>();
  for (const [turn, topic] of topics.entries()) {
    const { hits } = index.searchWords(topic, { offset: 0, limit: MATCHES });
    const top = hits.reduce((most, hit) => Math.max(most, hit.score), 0) || 1;
    for (const { paper, score, why } of hits) {
      const match = score / top;
      const entry = found.get(paper.id) ?? { paper, matches: topics.map(() => 0), why, best: 0 };
      entry.matches[turn] = match;
      if (match > entry.best) Object.assign(entry, { why, best: match });
      found.set(paper.id, entry);
    }
  }
  return [...found.values()].map(({ paper, matches, why }) => ({ paper, matches, why }));
}
