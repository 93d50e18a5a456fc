import type { Paper } from "../papers/paper.ts";

/** What a channel wants on a day, and what it has had. The same of it gets the same papers from the same library. */
export interface Request {
  readonly topics: readonly string[];
  readonly categories: readonly string[];
  readonly count: number;
  /** What to do if no unseen paper matches. */
  readonly whenEmpty: "best" | "quiet";
  /** Stands for the channel, and decides between papers that are equally good. */
  readonly seed: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** Ids of what was shown, the newest first. */
  readonly shown: readonly string[];
}

export interface Picked {
  readonly paper: Paper;
  /** In a person's words. */
  readonly why: string;
}

/** Why a paper was left out, by the stage at which it was. */
export interface Dropped {
  readonly paper: Paper;
  readonly stage: "shown" | "category" | "match" | "rank";
  readonly why: string;
}
