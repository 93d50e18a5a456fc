import type { IndexReader } from "../search/search-index.ts";
import { clusterLikes } from "./clusters.ts";
import type { Like, Profile } from "./profile.ts";

/**
 * One thing that somebody is interested in. Papers are compared with each interest separately: in an average, one would
 * drown the others.
 */
export interface Interest {
  /** In a person's words; empty for one found among likes. */
  readonly name: string;
  /** What to search for besides similar papers; empty for one found among likes. */
  readonly words: string;
  /** The likes that the library has. */
  readonly likes: readonly Like[];
  /** Set for the turn of followed authors: nothing else is looked for then. */
  readonly authors?: readonly string[];
}

/**
 * The interests that people named, in their order, then those found among the other likes, the largest first, and then
 * the followed authors.
 */
export function interestsOf(
  { interests, likes, authors }: Profile,
  reader: IndexReader,
): readonly Interest[] {
  const named = interests.map(
    ({ name, likes }): Interest => ({ name, words: name, likes: knownOf(likes, reader) }),
  );
  const found = clusterLikes(knownOf(likes, reader), reader).map(
    (cluster): Interest => ({ name: "", words: "", likes: cluster }),
  );
  const written: Interest[] = authors.length === 0 ? [] : [{ name: "", words: "", likes: [], authors }];
  return [...named, ...found, ...written];
}

function knownOf(likes: readonly Like[], { docOf }: IndexReader): readonly Like[] {
  return likes.filter(({ paper }) => docOf(paper) !== undefined);
}
