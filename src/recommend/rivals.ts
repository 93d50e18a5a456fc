import type { Paper } from "../papers/paper.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { isIn } from "./is-in.ts";
import { likeness } from "./likeness.ts";
import type { Candidate, Pool } from "./pool.ts";
import { NO_PROFILE } from "./profile.ts";
import type { Request } from "./request.ts";
import { dayNumber, type Parts, recencyOf, scoreOf, votesOf } from "./score.ts";

/** A candidate with what speaks for it. */
export interface Rival {
  readonly candidate: Candidate;
  readonly parts: Parts;
  /** Decides between papers that are equally good. */
  readonly lot: number;
}

/** Judges candidates for one pick. */
export interface Judge {
  /** Candidates as rivals, the best first, with how well each matches as given; whether they are new to the channel is left open. */
  rank(candidates: readonly Candidate[], match: (candidate: Candidate) => number): readonly Rival[];
  /** The rival with how unlike it is to what the channel got lately. */
  withNovelty(rival: Rival): Rival;
  /** The best for an aim, or for none: good, and unlike the ones before it (maximal marginal relevance). */
  best(among: readonly Rival[], before: readonly Rival[], aim: number | undefined): Rival | undefined;
}

/** Novelty is measured against so many of the last papers. */
const REMEMBERED = 10;
/** How much of a runner-up's worth is its score; the rest is how unlike it is to those before it. */
const MMR_LAMBDA = 0.7;

export function createJudge({ aims }: Pool, request: Request, { vectors }: SearchIndex): Judge {
  const day = dayNumber(request.day);
  const { categories } = request.profile ?? NO_PROFILE;
  const hasAims = aims.length > 0;
  const lotOf = createLots(request);
  const known = new Map<string, (slot: number) => number>();
  const lately = request.shown.slice(0, REMEMBERED);

  function likenessOf(one: string, other: string): number {
    const [slot, otherSlot] = [vectors.slotOf(one), vectors.slotOf(other)];
    if (slot === undefined || otherSlot === undefined) return 0;
    const compare = known.get(other) ?? likeness(otherSlot, vectors);
    known.set(other, compare);
    return compare(slot);
  }

  /** The likeness to the likest of others; 0 if there are none. */
  const closest = ({ id }: Paper, others: readonly string[]) =>
    others.reduce((most, other) => Math.max(most, likenessOf(id, other)), 0);

  return {
    rank(candidates, match) {
      const judged = candidates.map((candidate) => {
        const { paper } = candidate;
        const parts: Parts = {
          match: match(candidate),
          votes: votesOf(paper),
          recency: recencyOf(paper, day),
          category: categories.length > 0 && isIn(paper, categories) ? 1 : 0,
          novelty: 0,
        };
        const rival: Rival = { candidate, parts, lot: lotOf(paper.id) };
        return { rival, worth: scoreOf(parts, hasAims) };
      });
      return judged.sort(byWorth).map(({ rival }) => rival);
    },
    withNovelty(rival) {
      return { ...rival, parts: { ...rival.parts, novelty: 1 - closest(rival.candidate.paper, lately) } };
    },
    best(among, before, aim) {
      const ids = before.map(({ candidate }) => candidate.paper.id);
      const judged = among.map((rival) => {
        const { candidate, parts } = rival;
        const match = aim === undefined ? 0 : (candidate.matches[aim] ?? 0);
        const score = scoreOf({ ...parts, match }, hasAims);
        return { rival, worth: MMR_LAMBDA * score - (1 - MMR_LAMBDA) * closest(candidate.paper, ids) };
      });
      return judged.sort(byWorth)[0]?.rival;
    },
  };
}

/** As if drawn: another one in each channel, and on each day. */
function createLots({ seed, day }: Request): (id: string) => number {
  const begun = hash(`${seed} ${day} `, 0x811c9dc5);
  return (id) => hash(id, begun) >>> 0;
}

/** FNV-1a, from where it stands after the text before. */
function hash(text: string, before: number): number {
  let value = before;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}

interface Judged {
  readonly rival: Rival;
  readonly worth: number;
}

function byWorth(a: Judged, b: Judged): number {
  const [one, other] = [a.rival, b.rival];
  return (
    b.worth - a.worth || one.lot - other.lot || (one.candidate.paper.id < other.candidate.paper.id ? -1 : 1)
  );
}
