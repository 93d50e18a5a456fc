import type { SearchIndex } from "../search/search-index.ts";
import type { Candidate, Pool } from "./pool.ts";
import { reasonsFor } from "./reasons.ts";
import type { Request } from "./request.ts";
import { createJudge, type Judge, type Rival } from "./rivals.ts";
import { dayNumber } from "./score.ts";
import { isOutside, turnsFrom } from "./turns.ts";

/** So many of the best are compared with each other and with what was shown. */
const SHORTLIST = 30;

interface Choosing {
  /** What matches. */
  readonly eligible: readonly Candidate[];
  /** What does not: now and then one of these is shown, and named as what it is. */
  readonly unfit: readonly Candidate[];
  readonly pool: Pool;
  readonly request: Request;
  readonly index: SearchIndex;
}

export interface Choice {
  /** The slots that are taken, the best first, each with why in a person's words. */
  readonly chosen: ReadonlyMap<number, string>;
  /** The slots of all that were eligible, the best first by themselves. */
  readonly ranked: readonly number[];
}

interface Chosen {
  readonly rival: Rival;
  /** Whose turn it was. */
  readonly aim?: number | undefined;
  readonly outside: boolean;
}

/** Takes for each turn the best of whose turn it is, unlike those before it. */
export function choose(choosing: Choosing): Choice {
  const { eligible, pool, request, index } = choosing;
  const judge = createJudge(pool, request, index);
  const ranked = judge.rank(eligible, ({ matches }) => Math.max(...matches, 0));
  const taken = takeTurns(shortlist(ranked, pool).map(judge.withNovelty), choosing, judge);
  const chosen = taken.map(({ rival: { candidate, parts }, aim: turn, outside }) => {
    const { slot } = candidate;
    const aim = turn === undefined ? undefined : pool.aims[turn];
    return [slot, reasonsFor({ slot, parts, outside, aim, request, index })] as const;
  });
  return { chosen: new Map(chosen), ranked: ranked.map(({ candidate: { slot } }) => slot) };
}

function takeTurns(rivals: readonly Rival[], choosing: Choosing, judge: Judge): readonly Chosen[] {
  const { pool, request } = choosing;
  const day = dayNumber(request.day);
  const turns = turnsFrom(pool.aims, day, request.count);
  const chosen: Chosen[] = [];
  for (let turn = 0; turn < request.count && chosen.length < rivals.length; turn++) {
    const before = chosen.map(({ rival }) => rival);
    const stranger = isOutside(pool.aims, day, turn, request) && bestStranger(choosing, before, judge);
    if (stranger) {
      chosen.push({ rival: stranger, outside: true });
      continue;
    }
    const left = without(rivals, before);
    const aim = aimWithOffers(left, turns[turn], pool);
    const next = judge.best(fitting(left, aim, pool), before, aim);
    if (next) chosen.push({ rival: next, aim, outside: false });
  }
  // Of several papers, the one that is only for a change does not come first.
  return [...chosen.filter(({ outside }) => !outside), ...chosen.filter(({ outside }) => outside)];
}

/** Whoever has nothing to offer gives the turn to the next. */
function aimWithOffers(left: readonly Rival[], first: number | undefined, pool: Pool): number | undefined {
  const order = [...(first === undefined ? [] : [first]), ...pool.aims.keys()];
  return order.find((aim) => fitting(left, aim, pool).length > 0);
}

/** Those that match an aim well enough; all, if there is none. */
function fitting(rivals: readonly Rival[], aim: number | undefined, { needed }: Pool): readonly Rival[] {
  if (aim === undefined) return rivals;
  return rivals.filter(({ candidate }) => (candidate.matches[aim] ?? 0) >= (needed[aim] ?? 0));
}

function bestStranger({ unfit, pool }: Choosing, before: readonly Rival[], judge: Judge): Rival | undefined {
  const strangers = judge.rank(leastLike(unfit, pool), () => 0);
  const best = without(strangers, before).slice(0, SHORTLIST);
  return judge.best(best.map(judge.withNovelty), before, undefined);
}

/** The half of the papers that matches least: what nearly matches is no change. */
function leastLike(unfit: readonly Candidate[], { needed }: Pool): readonly Candidate[] {
  const nearest = unfit.map((candidate) => {
    const shares = candidate.matches.map((match, aim) => match / (needed[aim] ?? 1));
    return { candidate, share: Math.max(...shares, 0) };
  });
  nearest.sort((a, b) => a.share - b.share);
  return nearest.slice(0, Math.ceil(unfit.length / 2)).map(({ candidate }) => candidate);
}

function without(rivals: readonly Rival[], before: readonly Rival[]): readonly Rival[] {
  const taken = new Set(before.map(({ candidate }) => candidate));
  return rivals.filter(({ candidate }) => !taken.has(candidate));
}

// The best of each aim are all there, so that none is crowded out by another before its turn.
function shortlist(ranked: readonly Rival[], pool: Pool): readonly Rival[] {
  const { aims } = pool;
  if (aims.length < 2) return ranked.slice(0, SHORTLIST);
  const share = Math.ceil(SHORTLIST / aims.length);
  const best = [...aims.keys()].flatMap((aim) =>
    [...fitting(ranked, aim, pool)]
      .sort((a, b) => (b.candidate.matches[aim] ?? 0) - (a.candidate.matches[aim] ?? 0))
      .slice(0, share),
  );
  return [...new Set(best)];
}
