import type { SearchIndex } from "../search/search-index.ts";
import { closest } from "./likeness.ts";
import type { Candidate } from "./pool.ts";
import { type Dropped, type Picked, type Request, WEAKEST_MATCH } from "./request.ts";
import { ageInDays, dayNumber, type Parts, recencyOf, scoreOf, votesOf } from "./score.ts";

/** So many of the best are compared with each other and with what was shown. */
const SHORTLIST = 30;
/** Novelty is measured against so many of the last papers. */
const REMEMBERED = 10;
/** How much of a runner-up's worth is its score; the rest is how unlike it is to those before it. */
const MMR_LAMBDA = 0.7;

/** Takes the best, then again and again the one that is good and unlike the others (maximal marginal relevance). */
export function choose(
  eligible: readonly Candidate[],
  request: Request,
  index: SearchIndex,
): { readonly papers: readonly Picked[]; readonly dropped: readonly Dropped[] } {
  const { topics, count } = request;
  const day = dayNumber(request.day);
  const lately = request.shown.slice(0, REMEMBERED).flatMap((id) => index.get(id) ?? []);
  const order = topics.map((_, turn) => (turn + day) % topics.length);

  const quick = eligible.map((candidate) => {
    const best = Math.max(...candidate.matches, 0);
    const parts = { match: best, votes: votesOf(candidate.paper), recency: recencyOf(candidate.paper, day) };
    const score = scoreOf({ ...parts, novelty: 0 }, topics.length > 0);
    return { candidate, parts, score, lot: lotOf(candidate, request) };
  });
  quick.sort((a, b) => b.score - a.score || byLot(a, b));
  const rivals = shortlist(quick, order).map(({ candidate, parts, lot }) => {
    const full: Parts = { ...parts, novelty: 1 - closest(candidate.paper, lately) };
    return { candidate, parts: full, lot };
  });

  const chosen: (typeof rivals)[number][] = [];
  for (let turn = 0; turn < count && chosen.length < rivals.length; turn++) {
    const topic = order[turn % order.length];
    const left = rivals.filter((rival) => !chosen.includes(rival));
    const matching = left.filter(({ candidate }) => (candidate.matches[topic ?? -1] ?? 0) >= WEAKEST_MATCH);
    const before = chosen.map(({ candidate }) => candidate.paper);
    const worth = ({ candidate, parts }: (typeof rivals)[number]) => {
      const match = topic === undefined ? 0 : (candidate.matches[topic] ?? 0);
      const score = scoreOf({ ...parts, match }, topics.length > 0);
      return MMR_LAMBDA * score - (1 - MMR_LAMBDA) * closest(candidate.paper, before);
    };
    const ranked = (matching.length > 0 ? matching : left)
      .map((rival) => ({ rival, worth: worth(rival) }))
      .sort((a, b) => b.worth - a.worth || byLot(a.rival, b.rival));
    if (ranked[0]) chosen.push(ranked[0].rival);
  }
  const taken = new Set(chosen.map(({ candidate }) => candidate.paper));
  return {
    papers: chosen.map(({ candidate, parts }) => ({
      paper: candidate.paper,
      why: explain(candidate, parts, day),
    })),
    dropped: quick.flatMap(({ candidate: { paper } }, rank) =>
      taken.has(paper) ? [] : [{ paper, stage: "rank" as const, measure: rank + 1 }],
    ),
  };
}

// The best of each topic are all there, so that no topic is crowded out by another before its turn.
function shortlist<Item extends { readonly candidate: Candidate }>(
  ranked: readonly Item[],
  topics: readonly number[],
): readonly Item[] {
  if (topics.length < 2) return ranked.slice(0, SHORTLIST);
  const share = Math.ceil(SHORTLIST / topics.length);
  const best = topics.flatMap((topic) =>
    ranked
      .filter(({ candidate }) => (candidate.matches[topic] ?? 0) >= WEAKEST_MATCH)
      .sort((a, b) => (b.candidate.matches[topic] ?? 0) - (a.candidate.matches[topic] ?? 0))
      .slice(0, share),
  );
  return [...new Set(best)];
}

function explain({ paper, why }: Candidate, { recency }: Parts, day: number): string {
  const age = ageInDays(paper, day);
  const isExact = (paper.published ?? "").length === 10;
  const reasons = [
    why,
    paper.upvotes !== undefined && paper.upvotes > 0 && `liked by ${paper.upvotes.toLocaleString("en")}`,
    recency >= 0.5 && isExact && age !== undefined && (age < 2 ? "just out" : `${Math.round(age)} days old`),
  ].filter((reason) => typeof reason === "string" && reason !== "");
  return reasons.join(" · ");
}

/** Decides between papers that are equally good, as if drawn: another one in each channel, and on each day (FNV-1a). */
function lotOf({ paper }: Candidate, { seed, day }: Request): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed} ${day} ${paper.id}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

interface Lot {
  readonly candidate: Candidate;
  readonly lot: number;
}

function byLot(a: Lot, b: Lot): number {
  return a.lot - b.lot || (a.candidate.paper.id < b.candidate.paper.id ? -1 : 1);
}
