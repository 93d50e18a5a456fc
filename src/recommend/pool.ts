import type { Paper } from "../papers/paper.ts";
import { pause } from "../pause.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { type Aim, aimsOf } from "./aims.ts";
import { isBy } from "./authors.ts";
import { CUT, createChance } from "./chance.ts";
import { type Found, foundByAuthors, foundByWords } from "./found.ts";
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
}

export interface Pool {
  /** What is looked for, each by itself; none for whatever is good. */
  readonly aims: readonly Aim[];
  /** What a match must be to count, for each of the aims. */
  readonly needed: readonly number[];
  readonly candidates: readonly Candidate[];
}

/** What chance a score stands for was measured among thousands; in a smaller library a match is a share of the best one. */
const KNOWN_FROM = 1000;

/**
 * Everything worth a closer look for these likes and words: for words what matches them, for likes what is new, too. Others
 * get their turn in between.
 */
export async function poolFor(profile: Profile, index: SearchIndex, asOf?: string): Promise<Pool> {
  const { vectors } = index;
  const isLearning = [...profile.interests.flatMap(({ likes }) => likes), ...profile.likes].length > 0;
  const recent = isLearning ? await recentPapers(index, asOf) : [];
  const aims = aimsOf(profile, vectors);
  const found: Found[] = [];
  for (const aim of aims) {
    found.push(await foundFor(aim, index));
    await pause();
  }
  const papers = new Map([...recent, ...found.flatMap(papersOf)].map((paper) => [paper.id, paper]));
  const matches: ((paper: Paper) => number)[] = [];
  for (const [turn, aim] of aims.entries()) {
    const own = found[turn] ?? new Map();
    if (aim.authors) matches.push((paper) => (isBy(paper, aim.authors ?? []) ? 1 : 0));
    else if (aim.likes.length === 0) matches.push(({ id }) => own.get(id)?.match ?? 0);
    else matches.push(await likenesses(aim, [...recent, ...papersOf(own)], index));
    await pause();
  }
  return {
    aims,
    needed: aims.map((aim) => neededFor(aim, index)),
    // While papers were read and compared, some may have gone.
    candidates: [...papers.values()]
      .filter(({ id }) => vectors.slotOf(id) !== undefined)
      .map((paper) => ({ paper, matches: matches.map((match) => match(paper)) })),
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

async function foundFor({ words, authors }: Aim, index: SearchIndex): Promise<Found> {
  if (authors) return foundByAuthors(authors, index);
  return words === "" ? new Map() : foundByWords(words, index);
}

function papersOf(found: Found): readonly Paper[] {
  return [...found.values()].map(({ paper }) => paper);
}

/** How well papers match an aim with likes; 0 for any other paper. */
async function likenesses(
  aim: Aim,
  papers: readonly Paper[],
  index: SearchIndex,
): Promise<(paper: Paper) => number> {
  const { vectors } = index;
  await vectors.prepare(papers.flatMap(({ id }) => vectors.slotOf(id) ?? []));
  await pause();
  // The slots may be others by now; from here on nothing waits.
  const present = papers.flatMap(({ id }) => {
    const slot = vectors.slotOf(id);
    return slot === undefined ? [] : [{ id, slot }];
  });
  const slots = present.map(({ slot }) => slot);
  const { scores } = rate(aim, slots, vectors);
  const values = knowsChances(index) ? Array.from(scores, createChance(aim)) : sharesOf(scores);
  const known = new Map(present.map(({ id }, at) => [id, values[at] ?? 0]));
  return ({ id }) => known.get(id) ?? 0;
}

/** In a small library: 1 for the best, 0 for what is no better than usual. */
function sharesOf(scores: Float32Array): readonly number[] {
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  const usual = scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1);
  return Array.from(scores, (score) => Math.max(0, score - usual) / (best - usual || 1));
}
