import type { SearchIndex } from "../search/search-index.ts";
import { isIn } from "./is-in.ts";
import { closest } from "./likeness.ts";
import type { Candidate, Pool } from "./pool.ts";
import { NO_PROFILE } from "./profile.ts";
import { reasonsFor } from "./reasons.ts";
import type { Dropped, Picked, Request } from "./request.ts";
import { dayNumber, type Parts, recencyOf, scoreOf, votesOf } from "./score.ts";
import { isOutside, turnsFrom } from "./turns.ts";

/** So many of the best are compared with each other and with what was shown. */
const SHORTLIST = 30;
/** Novelty is measured against so many of the last papers. */
const REMEMBERED = 10;
/** How much of a runner-up's worth is its score; the rest is how unlike it is to those before it. */
const MMR_LAMBDA = 0.7;

interface Choosing {
  /** What matches. */
  readonly eligible: readonly Candidate[];
  /** What does not: now and then one of these is shown, and named as what it is. */
  readonly unfit: readonly Candidate[];
  readonly pool: Pool;
  readonly request: Request;
  readonly index: SearchIndex;
}

/** Takes the best, then again and again the one that is good and unlike the others (maximal marginal relevance). */
export function choose({ eligible, unfit, pool, request, index }: Choosing): {
  readonly papers: readonly Picked[];
  readonly dropped: readonly Dropped[];
} {
  const { aims, needed } = pool;
  const { count } = request;
  const day = dayNumber(request.day);
  const lately = request.shown.slice(0, REMEMBERED).flatMap((id) => index.get(id) ?? []);
  const turns = turnsFrom(aims, day, count);
  const hasAims = aims.length > 0;
  const { categories } = request.profile ?? NO_PROFILE;

  const rated = (candidates: readonly Candidate[], match: (candidate: Candidate) => number) =>
    candidates
      .map((candidate) => {
        const { paper } = candidate;
        const category = categories.length > 0 && isIn(paper, categories) ? 1 : 0;
        const parts = {
          match: match(candidate),
          votes: votesOf(paper),
          recency: recencyOf(paper, day),
          category,
        };
        return {
          candidate,
          parts,
          lot: lotOf(candidate, request),
          score: scoreOf({ ...parts, novelty: 0 }, hasAims),
        };
      })
      .sort((a, b) => b.score - a.score || byLot(a, b));
  const withNovelty = <Item extends Rated>({ candidate, parts, lot }: Item) => {
    const full: Parts = { ...parts, novelty: 1 - closest(candidate.paper, lately) };
    return { candidate, parts: full, lot };
  };
  const quick = rated(eligible, ({ matches }) => Math.max(...matches, 0));
  const rivals = shortlist(quick, pool).map(withNovelty);
  type Rival = (typeof rivals)[number];
  const strange = leastLike(unfit, needed);

  const chosen: { readonly rival: Rival; readonly aim: number | undefined; readonly outside: boolean }[] = [];
  const before = () => chosen.map(({ rival }) => rival.candidate.paper);
  const best = (among: readonly Rival[], aim: number | undefined): Rival | undefined => {
    const worth = ({ candidate, parts }: Rival) => {
      const match = aim === undefined ? 0 : (candidate.matches[aim] ?? 0);
      return (
        MMR_LAMBDA * scoreOf({ ...parts, match }, hasAims) -
        (1 - MMR_LAMBDA) * closest(candidate.paper, before())
      );
    };
    const ranked = among.map((rival) => ({ rival, worth: worth(rival) }));
    return ranked.sort((a, b) => b.worth - a.worth || byLot(a.rival, b.rival))[0]?.rival;
  };

  for (let turn = 0; turn < count && chosen.length < rivals.length; turn++) {
    if (isOutside(aims, day, turn, request)) {
      const stranger = best(
        rated(strange, () => 0)
          .slice(0, SHORTLIST)
          .map(withNovelty),
        undefined,
      );
      if (stranger) {
        chosen.push({ rival: stranger, aim: undefined, outside: true });
        continue;
      }
    }
    const taken = new Set(before());
    const left = rivals.filter(({ candidate }) => !taken.has(candidate.paper));
    const matching = (aim: number) =>
      left.filter(({ candidate }) => (candidate.matches[aim] ?? 0) >= (needed[aim] ?? 0));
    // Whoever has nothing to offer gives the turn to the next.
    const order = [...turns.slice(turn, turn + 1), ...aims.keys()];
    const aim = order.find((one) => matching(one).length > 0);
    const next = best(aim === undefined ? left : matching(aim), aim);
    if (next) chosen.push({ rival: next, aim, outside: false });
  }
  const taken = new Set(before());
  return {
    papers: chosen.map(({ rival: { candidate, parts }, aim, outside }) => ({
      paper: candidate.paper,
      why: reasonsFor({
        candidate,
        parts,
        day,
        outside,
        aim: aim === undefined ? undefined : aims[aim],
        request,
        index,
      }),
    })),
    dropped: quick.flatMap(({ candidate: { paper } }, rank) =>
      taken.has(paper) ? [] : [{ paper, stage: "rank" as const, measure: rank + 1 }],
    ),
  };
}

/** The half of the papers that matches least: what nearly matches is no change. */
function leastLike(unfit: readonly Candidate[], needed: readonly number[]): readonly Candidate[] {
  const best = ({ matches }: Candidate) =>
    Math.max(...matches.map((match, aim) => match / (needed[aim] ?? 1)), 0);
  return [...unfit].sort((a, b) => best(a) - best(b)).slice(0, Math.ceil(unfit.length / 2));
}

interface Rated {
  readonly candidate: Candidate;
  readonly parts: Omit<Parts, "novelty">;
  readonly lot: number;
}

// The best of each aim are all there, so that none is crowded out by another before its turn.
function shortlist<Item extends { readonly candidate: Candidate }>(
  ranked: readonly Item[],
  { aims, needed }: Pool,
): readonly Item[] {
  if (aims.length < 2) return ranked.slice(0, SHORTLIST);
  const share = Math.ceil(SHORTLIST / aims.length);
  const best = aims.flatMap((_, aim) =>
    ranked
      .filter(({ candidate }) => (candidate.matches[aim] ?? 0) >= (needed[aim] ?? 0))
      .sort((a, b) => (b.candidate.matches[aim] ?? 0) - (a.candidate.matches[aim] ?? 0))
      .slice(0, share),
  );
  return [...new Set(best)];
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
