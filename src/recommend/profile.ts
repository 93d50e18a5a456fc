/**
 * What a channel or a person likes, as the recommender sees it: explicit choices only. `taste/` builds it from the
 * stored signals; nothing here knows where these are kept.
 */
export interface Profile {
  /** Interests that people named: a topic of the subscription, or one that was followed. They take turns, never averaged. */
  readonly interests: readonly NamedInterest[];
  /** Liked papers that nobody put under an interest: the recommender finds the interests among them. */
  readonly likes: readonly Like[];
  /** Names of authors, as they were typed. */
  readonly authors: readonly string[];
  /** arXiv categories, or groups of them: cs.CV, cs. A preference, not a filter. */
  readonly categories: readonly string[];
  /** Ids of papers that were voted down: they are never recommended. */
  readonly hidden: ReadonlySet<string>;
}

export interface NamedInterest {
  /** What people call it; also the words that papers are searched by. */
  readonly name: string;
  readonly likes: readonly Like[];
}

/** A paper that is an example of what is liked. */
export interface Like {
  /** The paper's id, which the library may no longer have. */
  readonly paper: string;
  /** Above 0, at most 1: old signals have faded, and those of several people add up. */
  readonly weight: number;
  /** In a person's words, e.g. `4 of you upvoted it`, `you saved it`, `a seed`. */
  readonly because: string;
}

export const NO_PROFILE: Profile = {
  interests: [],
  likes: [],
  authors: [],
  categories: [],
  hidden: new Set(),
};
