import type { SearchIndex } from "../search/search-index.ts";
import type { PaperVectors } from "../search/vectors/paper-vectors.ts";
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
  const lotOf = createLots(request, vectors);
  // Most candidates are of the same few days.
  const recencies = new Map<string | undefined, number>();
  const known = new Map<number, (slot: number) => number>();
  const lately = request.shown.slice(0, REMEMBERED).flatMap((id) => vectors.slotOf(id) ?? []);

  function newness(published: string | undefined): number {
    const recency = recencies.get(published) ?? recencyOf(published, day);
    recencies.set(published, recency);
    return recency;
  }

  function likenessOf(slot: number, other: number): number {
    const compare = known.get(other) ?? likeness(other, vectors);
    known.set(other, compare);
    return compare(slot);
  }

  /** The likeness to the likest of others; 0 if there are none. */
  const closest = (slot: number, others: readonly number[]) =>
    others.reduce((most, other) => Math.max(most, likenessOf(slot, other)), 0);

  function byWorth(a: Judged, b: Judged): number {
    if (a.worth !== b.worth) return b.worth - a.worth;
    const [one, other] = [a.rival.candidate.slot, b.rival.candidate.slot];
    // Decided by lot, and by the ids where these are the same.
    return lotOf(one) - lotOf(other) || vectors.compareIds(one, other);
  }

  return {
    rank(candidates, match) {
      const judged = candidates.map((candidate) => {
        const { slot } = candidate;
        const parts: Parts = {
          match: match(candidate),
          votes: votesOf(vectors.votes(slot)),
          recency: newness(vectors.published(slot)),
          category: categories.length > 0 && isIn(vectors.categories(slot), categories) ? 1 : 0,
          novelty: 0,
        };
        return { rival: { candidate, parts }, worth: scoreOf(parts, hasAims) };
      });
      return judged.sort(byWorth).map(({ rival }) => rival);
    },
    withNovelty(rival) {
      return { ...rival, parts: { ...rival.parts, novelty: 1 - closest(rival.candidate.slot, lately) } };
    },
    best(among, before, aim) {
      const slots = before.map(({ candidate }) => candidate.slot);
      const judged = among.map((rival) => {
        const { candidate, parts } = rival;
        const match = aim === undefined ? 0 : (candidate.matches[aim] ?? 0);
        const score = scoreOf({ ...parts, match }, hasAims);
        return { rival, worth: MMR_LAMBDA * score - (1 - MMR_LAMBDA) * closest(candidate.slot, slots) };
      });
      return judged.sort(byWorth)[0]?.rival;
    },
  };
}

/** As if drawn: another one in each channel, and on each day. */
function createLots({ seed, day }: Request, vectors: PaperVectors): (slot: number) => number {
  const begun = hash(`${seed} ${day} `, 0x811c9dc5);
  const drawn = new Map<number, number>();
  return (slot) => {
    const lot = drawn.get(slot) ?? hash(vectors.id(slot), begun) >>> 0;
    drawn.set(slot, lot);
    return lot;
  };
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
