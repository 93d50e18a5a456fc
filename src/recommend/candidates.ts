import { fnv1a } from "../hash.ts";
import { isInAny } from "../papers/category.ts";
import type { IndexReader } from "../search/search-index.ts";
import { likeness } from "./likeness.ts";
import type { Candidate, Pool } from "./pool.ts";
import { NO_PROFILE } from "./profile.ts";
import type { PickRequest } from "./request.ts";
import { dayNumber, type Parts, recencyOf, scoreOf, votesOf } from "./score.ts";

/** A candidate with the parts of its score. */
export interface ScoredCandidate {
  readonly candidate: Candidate;
  readonly parts: Parts;
}

/** Scores candidates for one pick. */
export interface Scorer {
  /** Ranks candidates, best first, by their match and everything else but novelty, which is left open. */
  rank(candidates: readonly Candidate[], match: (candidate: Candidate) => number): readonly ScoredCandidate[];
  /** The scored candidate with its novelty: how unlike it is to what the channel got lately. */
  withNovelty(scored: ScoredCandidate): ScoredCandidate;
  /** The best for an interest, or for none: good, and unlike the ones before it (maximal marginal relevance). */
  best(
    among: readonly ScoredCandidate[],
    before: readonly ScoredCandidate[],
    interest: number | undefined,
  ): ScoredCandidate | undefined;
}

/** How many of the last papers novelty is measured against. */
const REMEMBERED = 10;
/** The share of the score in a runner-up's worth; the rest is how unlike it is to those before it. */
const MMR_LAMBDA = 0.7;

export function createScorer({ interests }: Pool, request: PickRequest, reader: IndexReader): Scorer {
  const day = dayNumber(request.day);
  const { categories } = request.profile ?? NO_PROFILE;
  const hasInterests = interests.length > 0;
  const tieBreakOf = createTieBreaks(request, reader);
  // Most candidates come from the same few days.
  const recencies = new Map<string | undefined, number>();
  const known = new Map<number, (doc: number) => number>();
  const lately = request.shown.slice(0, REMEMBERED).flatMap((id) => reader.docOf(id) ?? []);

  function newness(published: string | undefined): number {
    const recency = recencies.get(published) ?? recencyOf(published, day);
    recencies.set(published, recency);
    return recency;
  }

  function likenessOf(doc: number, other: number): number {
    const compare = known.get(other) ?? likeness(other, reader);
    known.set(other, compare);
    return compare(doc);
  }

  /** The greatest likeness to any of the others; 0 if there are none. */
  const closest = (doc: number, others: readonly number[]) =>
    others.reduce((most, other) => Math.max(most, likenessOf(doc, other)), 0);

  function byWorth(a: Ranked, b: Ranked): number {
    if (a.worth !== b.worth) return b.worth - a.worth;
    const [one, other] = [a.scored.candidate.doc, b.scored.candidate.doc];
    // Ties are broken by a hash of channel and day, then by the ids.
    return tieBreakOf(one) - tieBreakOf(other) || reader.compareIds(one, other);
  }

  return {
    rank(candidates, match) {
      const ranked = candidates.map((candidate) => {
        const { doc } = candidate;
        const parts: Parts = {
          match: match(candidate),
          votes: votesOf(reader.votes(doc)),
          recency: newness(reader.published(doc)),
          category: categories.length > 0 && isInAny(reader.categories(doc), categories) ? 1 : 0,
          novelty: 0,
        };
        return { scored: { candidate, parts }, worth: scoreOf(parts, hasInterests) };
      });
      return ranked.sort(byWorth).map(({ scored }) => scored);
    },
    withNovelty(scored) {
      return { ...scored, parts: { ...scored.parts, novelty: 1 - closest(scored.candidate.doc, lately) } };
    },
    best(among, before, interest) {
      const docs = before.map(({ candidate }) => candidate.doc);
      const ranked = among.map((scored) => {
        const { candidate, parts } = scored;
        const match = interest === undefined ? 0 : (candidate.matches[interest] ?? 0);
        const score = scoreOf({ ...parts, match }, hasInterests);
        return { scored, worth: MMR_LAMBDA * score - (1 - MMR_LAMBDA) * closest(candidate.doc, docs) };
      });
      return ranked.sort(byWorth)[0]?.scored;
    },
  };
}

/** A tie-break by hash: looks random, and differs in each channel and on each day. */
function createTieBreaks({ seed, day }: PickRequest, reader: IndexReader): (doc: number) => number {
  const begun = fnv1a(`${seed} ${day} `);
  const drawn = new Map<number, number>();
  return (doc) => {
    const tieBreak = drawn.get(doc) ?? fnv1a(reader.id(doc), begun);
    drawn.set(doc, tieBreak);
    return tieBreak;
  };
}

interface Ranked {
  readonly scored: ScoredCandidate;
  readonly worth: number;
}
