import type { SearchIndex } from "../search/search-index.ts";
import type { Aim } from "./aims.ts";
import { authorAmong } from "./authors.ts";
import type { KnownLike } from "./clusters.ts";
import type { Candidate } from "./pool.ts";
import { NO_PROFILE } from "./profile.ts";
import type { Request } from "./request.ts";
import { ageInDays, type Parts } from "./score.ts";
import { shorten } from "./shorten.ts";

interface Chosen {
  readonly candidate: Candidate;
  readonly parts: Parts;
  /** Whose turn it was. */
  readonly aim: Aim | undefined;
  readonly outside: boolean;
  readonly day: number;
  readonly request: Request;
  readonly index: SearchIndex;
}

/** Where nobody said what is wanted, and nothing speaks for the paper itself. */
const NOTHING_KNOWN = "not shown here before; topics and votes would tell me more";

const OUTSIDE = "outside your usual";

/** Why a paper was chosen, the strongest reasons first, in a person's words. */
export function reasonsFor({ candidate, parts, aim, outside, day, request, index }: Chosen): string {
  const { paper, why } = candidate;
  const { authors } = request.profile ?? NO_PROFILE;
  const age = ageInDays(paper, day);
  const isExact = (paper.published ?? "").length === 10;
  const author = authorAmong(paper, authors);
  const reasons = [
    outside && OUTSIDE,
    !outside && aim && nearestLike(paper.id, aim, index),
    !outside && aim && aim.likes.length > 0 && aim.words !== "" && `follows: ${aim.words}`,
    author !== undefined && `by ${author}, who is followed`,
    !outside && aim?.likes.length !== 0 && aim?.words === "" ? "" : why,
    paper.upvotes !== undefined && paper.upvotes > 0 && `liked by ${paper.upvotes.toLocaleString("en")}`,
    parts.recency >= 0.5 &&
      isExact &&
      age !== undefined &&
      (age < 2 ? "just out" : `${Math.round(age)} days old`),
  ].filter((reason) => typeof reason === "string" && reason !== "");
  return reasons.join(" · ") || NOTHING_KNOWN;
}

/** "close to “Flash-VStream”, which 4 of you upvoted"; undefined without likes. */
export function nearestLike(id: string, { likes }: Aim, { vectors }: SearchIndex): string | undefined {
  const slot = vectors.slotOf(id);
  if (slot === undefined) return undefined;
  const own = new Map(zip(vectors.text(slot)));
  const closeness = (like: KnownLike) =>
    zip(vectors.text(like.slot)).reduce((sum, [key, value]) => sum + value * (own.get(key) ?? 0), 0);
  const [nearest] = likes
    .map((like) => ({ like, closeness: closeness(like) }))
    .sort((a, b) => b.closeness - a.closeness || (a.like.paper < b.like.paper ? -1 : 1));
  if (!nearest || nearest.closeness === 0) return undefined;
  const { like } = nearest;
  return `close to “${shorten(vectors.paper(like.slot).title)}” (${like.because})`;
}

function zip({
  keys,
  values,
}: {
  readonly keys: Uint32Array;
  readonly values: Float32Array;
}): [number, number][] {
  return Array.from(keys, (key, at) => [key, values[at] ?? 0]);
}
