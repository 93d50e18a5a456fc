import { counted } from "../counted.ts";
import type { IndexReader } from "../search/search-index.ts";
import { authorAmong } from "./authors.ts";
import type { Interest } from "./interests.ts";
import { NO_PROFILE } from "./profile.ts";
import type { PickRequest } from "./request.ts";
import { ageInDays, dayNumber, type Parts } from "./score.ts";
import { shortTitle } from "./short-title.ts";

interface ToExplain {
  readonly doc: number;
  readonly parts: Parts;
  /** The interest whose turn it was. */
  readonly interest: Interest | undefined;
  readonly exploratory: boolean;
  readonly request: PickRequest;
  readonly reader: IndexReader;
}

/** Where nobody said what is wanted, and the paper itself gives no reason. */
export const NOTHING_KNOWN = "new to this channel; topics and votes help me choose";

const EXPLORATION = "something different from your usual topics";

/** Why a paper was chosen, the strongest reasons first, in plain words. */
export function reasonsFor({ doc, parts, interest, exploratory, request, reader }: ToExplain): string {
  const paper = reader.paper(doc);
  const { authors } = request.profile ?? NO_PROFILE;
  const age = ageInDays(paper.published, dayNumber(request.day));
  const isExact = (paper.published ?? "").length === 10;
  const author = authorAmong(paper, authors);
  const reasons = [
    exploratory && EXPLORATION,
    !exploratory && interest && nearestLike(doc, interest, reader),
    !exploratory &&
      interest &&
      interest.likes.length > 0 &&
      interest.words !== "" &&
      `follows: ${interest.words}`,
    author !== undefined && `by ${author}, whom you follow`,
    !exploratory && interest && interest.words !== "" && reader.explainWords(interest.words, doc),
    paper.upvotes !== undefined && paper.upvotes > 0 && `${counted(paper.upvotes, "upvote")} on Hugging Face`,
    parts.recency >= 0.5 &&
      isExact &&
      age !== undefined &&
      (age < 2 ? "just out" : `${Math.round(age)} days old`),
  ].filter((reason) => typeof reason === "string" && reason !== "");
  return reasons.join(" · ") || NOTHING_KNOWN;
}

/** "close to “Flash-VStream”, which 4 of you upvoted"; undefined without likes. */
export function nearestLike(doc: number, { likes }: Interest, reader: IndexReader): string | undefined {
  const closeness = reader.textCosine(doc);
  const [nearest] = likes
    .flatMap((like) => {
      const doc = reader.docOf(like.paper);
      return doc === undefined ? [] : [{ like, doc, closeness: closeness(doc) }];
    })
    .sort((a, b) => b.closeness - a.closeness || (a.like.paper < b.like.paper ? -1 : 1));
  if (!nearest || nearest.closeness === 0) return undefined;
  return `close to “${shortTitle(reader.paper(nearest.doc).title)}” (${nearest.like.because})`;
}
