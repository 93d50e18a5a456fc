import type { IndexReader } from "../search/search-index.ts";
import { createScorer, type ScoredCandidate, type Scorer } from "./candidates.ts";
import type { Candidate, Pool } from "./pool.ts";
import { reasonsFor } from "./reasons.ts";
import type { Picked, PickRequest } from "./request.ts";
import { isExploration, roundRobinFrom } from "./round-robin.ts";
import { dayNumber } from "./score.ts";

/** How many of the best are compared with each other and with what was shown. */
const SHORTLIST = 30;

interface Choosing {
  /** Those that match. */
  readonly eligible: readonly Candidate[];
  /** Those that don't: now and then one of these is shown, and labelled as exploration. */
  readonly unfit: readonly Candidate[];
  readonly pool: Pool;
  readonly request: PickRequest;
  readonly reader: IndexReader;
}

export interface Selection {
  /** The docs that are taken, best first, each with the reason in plain words, and the named interest it was picked for. */
  readonly chosen: ReadonlyMap<number, Pick<Picked, "why" | "interest">>;
  /** The docs of all eligible candidates, by their own score, best first. */
  readonly ranked: readonly number[];
}

interface Chosen {
  readonly scored: ScoredCandidate;
  /** The interest whose turn it was. */
  readonly interest?: number | undefined;
  readonly exploratory: boolean;
}

/** For each turn, takes the best candidate of its interest, unlike those before it. */
export function choose(choosing: Choosing): Selection {
  const { eligible, pool, request, reader } = choosing;
  const scorer = createScorer(pool, request, reader);
  const ranked = scorer.rank(eligible, ({ matches }) => Math.max(...matches, 0));
  const taken = pickRoundRobin(shortlist(ranked, pool).map(scorer.withNovelty), choosing, scorer);
  const chosen = taken.map(({ scored: { candidate, parts }, interest: turn, exploratory }) => {
    const { doc } = candidate;
    const interest = turn === undefined ? undefined : pool.interests[turn];
    const why = reasonsFor({ doc, parts, exploratory, interest, request, reader });
    return [doc, { why, ...(interest?.name && { interest: interest.name }) }] as const;
  });
  return { chosen: new Map(chosen), ranked: ranked.map(({ candidate: { doc } }) => doc) };
}

function pickRoundRobin(
  scoredCandidates: readonly ScoredCandidate[],
  choosing: Choosing,
  scorer: Scorer,
): readonly Chosen[] {
  const { pool, request } = choosing;
  const day = dayNumber(request.day);
  const turns = roundRobinFrom(pool.interests, day, request.count);
  const chosen: Chosen[] = [];
  for (let turn = 0; turn < request.count && chosen.length < scoredCandidates.length; turn++) {
    const before = chosen.map(({ scored }) => scored);
    const exploration =
      isExploration(pool.interests, day, turn, request) && bestExploration(choosing, before, scorer);
    if (exploration) {
      chosen.push({ scored: exploration, exploratory: true });
      continue;
    }
    const left = without(scoredCandidates, before);
    const interest = interestWithOffers(left, turns[turn], pool);
    const next = scorer.best(fitting(left, interest, pool), before, interest);
    if (next) chosen.push({ scored: next, interest, exploratory: false });
  }
  // Of several papers, the exploration does not come first.
  return [
    ...chosen.filter(({ exploratory }) => !exploratory),
    ...chosen.filter(({ exploratory }) => exploratory),
  ];
}

/** Round-robin: an interest without candidates is passed over. */
function interestWithOffers(
  left: readonly ScoredCandidate[],
  first: number | undefined,
  pool: Pool,
): number | undefined {
  const order = [...(first === undefined ? [] : [first]), ...pool.interests.keys()];
  return order.find((interest) => fitting(left, interest, pool).length > 0);
}

/** Those that match an interest well enough; all, if there is none. */
function fitting(
  scoredCandidates: readonly ScoredCandidate[],
  interest: number | undefined,
  { needed }: Pool,
): readonly ScoredCandidate[] {
  if (interest === undefined) return scoredCandidates;
  return scoredCandidates.filter(
    ({ candidate }) => (candidate.matches[interest] ?? 0) >= (needed[interest] ?? 0),
  );
}

function bestExploration(
  { unfit, pool }: Choosing,
  before: readonly ScoredCandidate[],
  scorer: Scorer,
): ScoredCandidate | undefined {
  const explorations = scorer.rank(leastLike(unfit, pool), () => 0);
  const best = without(explorations, before).slice(0, SHORTLIST);
  return scorer.best(best.map(scorer.withNovelty), before, undefined);
}

/** The half of the papers that matches least: exploring what nearly matches is no change. */
function leastLike(unfit: readonly Candidate[], { needed }: Pool): readonly Candidate[] {
  const nearest = unfit.map((candidate) => {
    const shares = candidate.matches.map((match, interest) => match / (needed[interest] ?? 1));
    return { candidate, share: Math.max(...shares, 0) };
  });
  nearest.sort((a, b) => a.share - b.share);
  return nearest.slice(0, Math.ceil(unfit.length / 2)).map(({ candidate }) => candidate);
}

function without(
  scoredCandidates: readonly ScoredCandidate[],
  before: readonly ScoredCandidate[],
): readonly ScoredCandidate[] {
  const taken = new Set(before.map(({ candidate }) => candidate));
  return scoredCandidates.filter(({ candidate }) => !taken.has(candidate));
}

// Holds the best of each interest, so that none is crowded out by another before its turn.
function shortlist(ranked: readonly ScoredCandidate[], pool: Pool): readonly ScoredCandidate[] {
  const { interests } = pool;
  if (interests.length < 2) return ranked.slice(0, SHORTLIST);
  const share = Math.ceil(SHORTLIST / interests.length);
  const best = [...interests.keys()].flatMap((interest) =>
    [...fitting(ranked, interest, pool)]
      .sort((a, b) => (b.candidate.matches[interest] ?? 0) - (a.candidate.matches[interest] ?? 0))
      .slice(0, share),
  );
  return [...new Set(best)];
}
