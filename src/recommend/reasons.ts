import type { SearchIndex } from "../search/search-index.ts";
import type { Aim } from "./aims.ts";
import { authorAmong } from "./authors.ts";
import { textLikeness } from "./likeness.ts";
import { NO_PROFILE } from "./profile.ts";
import type { Request } from "./request.ts";
import { ageInDays, dayNumber, type Parts } from "./score.ts";
import { shorten } from "./shorten.ts";

interface Chosen {
  readonly slot: number;
  readonly parts: Parts;
  /** Whose turn it was. */
  readonly aim: Aim | undefined;
  readonly outside: boolean;
  readonly request: Request;
  readonly index: SearchIndex;
}

/** Where nobody said what is wanted, and nothing speaks for the paper itself. */
const NOTHING_KNOWN = "not shown here before; topics and votes would tell me more";

const OUTSIDE = "outside your usual";

/** Why a paper was chosen, the strongest reasons first, in a person's words. */
export function reasonsFor({ slot, parts, aim, outside, request, index }: Chosen): string {
  const paper = index.vectors.paper(slot);
  const { authors } = request.profile ?? NO_PROFILE;
  const age = ageInDays(paper.published, dayNumber(request.day));
  const isExact = (paper.published ?? "").length === 10;
  const author = authorAmong(paper, authors);
  const reasons = [
    outside && OUTSIDE,
    !outside && aim && nearestLike(slot, aim, index),
    !outside && aim && aim.likes.length > 0 && aim.words !== "" && `follows: ${aim.words}`,
    author !== undefined && `by ${author}, who is followed`,
    !outside && aim && aim.words !== "" && index.explainWords(aim.words, paper.id),
    paper.upvotes !== undefined && paper.upvotes > 0 && `liked by ${paper.upvotes.toLocaleString("en")}`,
    parts.recency >= 0.5 &&
      isExact &&
      age !== undefined &&
      (age < 2 ? "just out" : `${Math.round(age)} days old`),
  ].filter((reason) => typeof reason === "string" && reason !== "");
  return reasons.join(" · ") || NOTHING_KNOWN;
}

/** "close to “Flash-VStream”, which 4 of you upvoted"; undefined without likes. */
export function nearestLike(slot: number, { likes }: Aim, { vectors }: SearchIndex): string | undefined {
  const closeness = textLikeness(slot, vectors);
  const [nearest] = likes
    .flatMap((like) => {
      const slot = vectors.slotOf(like.paper);
      return slot === undefined ? [] : [{ like, slot, closeness: closeness(slot) }];
    })
    .sort((a, b) => b.closeness - a.closeness || (a.like.paper < b.like.paper ? -1 : 1));
  if (!nearest || nearest.closeness === 0) return undefined;
  return `close to “${shorten(vectors.paper(nearest.slot).title)}” (${nearest.like.because})`;
}
