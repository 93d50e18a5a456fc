import type { Paper } from "../papers/paper.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { type Aim, aimsOf } from "./aims.ts";
import { isBy } from "./authors.ts";
import { CUT, createChance } from "./chance.ts";
import type { Profile } from "./profile.ts";
import { rate } from "./rate.ts";
import { recentPapers } from "./recent.ts";
import { WEAKEST_MATCH } from "./request.ts";

/** A paper that may be picked, before anybody asks whether it was shown. */
export interface Candidate {
  readonly paper: Paper;
  /**
   * How well it matches each of the aims, in their order. For an aim of words alone: 1 for their best match in the library,
   * 0 for none; for an aim with likes: the chance that it is wanted, or, in a small library, a share of the best.
   */
  readonly matches: readonly number[];
  /** Why it matches the words that it matches best, in a person's words. */
  readonly why: string;
}

export interface Pool {
  /** What is looked for, each by itself; none for whatever is good. */
  readonly aims: readonly Aim[];
  /** What a match must be to count, for each of the aims. */
  readonly needed: readonly number[];
  readonly candidates: readonly Candidate[];
}

/**
 * So many matches of a topic are looked at. It takes a channel that gets five papers a day most of a year to have
 * seen them all, and by then there are new ones.
 */
const MATCHES = 1000;
/** Without aims: the newest, and the most voted of all time. */
const NEWEST = 1000;
const MOST_VOTED = 500;
/** By each author that is followed. */
const BY_AUTHOR = 20;

/** What chance a score stands for was measured among thousands; in a smaller library a match is a share of the best one. */
const KNOWN_FROM = 1000;

/** So many answers of the search are remembered: many channels ask for the same topics, and again the next day. */
const REMEMBERED = 40;

type Found = ReadonlyMap<string, { readonly paper: Paper; readonly match: number; readonly why: string }>;
const remembered = new WeakMap<SearchIndex, { version: number; found: Map<string, Found> }>();

/** Everything worth a closer look for these likes and words; without any, what is new and what many people liked. */
export async function poolFor(profile: Profile, index: SearchIndex, asOf?: string): Promise<Pool> {
  const isLearning = [...profile.interests.flatMap(({ likes }) => likes), ...profile.likes].length > 0;
  const recent = isLearning ? await recentPapers(index, asOf) : [];
  // From here on nothing waits, so that what is compared stays what it is.
  const aims = aimsOf(profile, index.vectors);
  if (aims.length === 0) return { aims, needed: [], candidates: generallyGood(index) };
  const byWords = aims.map(({ words }) => (words === "" ? new Map() : matching(words, index)));
  const papers = new Map<string, { paper: Paper; why: string; best: number }>();
  for (const found of byWords) {
    for (const [id, { paper, why, match }] of found) {
      if (match > (papers.get(id)?.best ?? 0)) papers.set(id, { paper, why, best: match });
    }
  }
  const byAuthors = aims.flatMap(({ authors = [] }) => authors).flatMap((name) => writtenBy(name, index));
  for (const paper of [...recent, ...byAuthors]) {
    if (!papers.has(paper.id)) papers.set(paper.id, { paper, why: "", best: 0 });
  }
  // While papers were read, some may have gone.
  const all = [...papers.values()].filter(({ paper }) => index.vectors.slotOf(paper.id) !== undefined);
  const columns = aims.map((aim, turn) => {
    if (aim.authors) return all.map(({ paper }) => (isBy(paper, aim.authors ?? []) ? 1 : 0));
    if (aim.likes.length === 0) return all.map(({ paper }) => byWords[turn]?.get(paper.id)?.match ?? 0);
    const slots = all.flatMap(({ paper }) => index.vectors.slotOf(paper.id) ?? []);
    const { scores } = rate(aim, slots, index.vectors);
    return knowsChances(index) ? Array.from(scores, createChance(aim)) : sharesOf(scores);
  });
  return {
    aims,
    needed: aims.map((aim) => neededFor(aim, index)),
    candidates: all.map(({ paper, why }, at) => ({
      paper,
      matches: columns.map((column) => column[at] ?? 0),
      why,
    })),
  };
}

/** What a match must be to count. */
export function neededFor({ likes }: Aim, index: SearchIndex): number {
  return likes.length > 0 && knowsChances(index) ? CUT : WEAKEST_MATCH;
}

/** Whether scores can be read as chances. */
export function knowsChances({ size }: SearchIndex): boolean {
  return size >= KNOWN_FROM;
}

/** In a small library: 1 for the best, 0 for what is no better than usual. */
function sharesOf(scores: Float32Array): readonly number[] {
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  const usual = scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1);
  return Array.from(scores, (score) => Math.max(0, score - usual) / (best - usual || 1));
}

/** What is new, and what many people liked. */
export function generallyGood(index: SearchIndex): readonly Candidate[] {
  const newest = answers("", index, () => index.searchWords("", { offset: 0, limit: NEWEST }).hits);
  const voted = answers(
    "sort:votes",
    index,
    () => index.search("sort:votes", { offset: 0, limit: MOST_VOTED }).hits,
  );
  const papers = new Map([...newest, ...voted].map(([id, { paper }]) => [id, paper]));
  return [...papers.values()].map((paper) => ({ paper, matches: [], why: "" }));
}

function matching(topic: string, index: SearchIndex): Found {
  return answers(`words ${topic}`, index, () => index.searchWords(topic, { offset: 0, limit: MATCHES }).hits);
}

function writtenBy(name: string, index: SearchIndex): readonly Paper[] {
  const query = `author:"${name.replaceAll('"', "")}" sort:new`;
  const found = answers(query, index, () => index.search(query, { offset: 0, limit: BY_AUTHOR }).hits);
  return [...found.values()].map(({ paper }) => paper);
}

function answers(
  key: string,
  index: SearchIndex,
  ask: () => readonly { readonly paper: Paper; readonly score: number; readonly why: string }[],
): Found {
  let memory = remembered.get(index);
  if (memory?.version !== index.version) {
    memory = { version: index.version, found: new Map() };
    remembered.set(index, memory);
  }
  const known = memory.found.get(key) ?? byId(ask());
  memory.found.delete(key);
  memory.found.set(key, known);
  const [oldest] = memory.found.keys();
  if (oldest !== undefined && memory.found.size > REMEMBERED) memory.found.delete(oldest);
  return known;
}

function byId(
  hits: readonly { readonly paper: Paper; readonly score: number; readonly why: string }[],
): Found {
  const top = hits.reduce((most, { score }) => Math.max(most, score), 0) || 1;
  return new Map(hits.map(({ paper, score, why }) => [paper.id, { paper, match: score / top, why }]));
}
