import type { Paper } from "../papers/paper.ts";
import type { IndexReader } from "../search/search-index.ts";
import type { Profile } from "./profile.ts";

/** A match weaker than this share of a topic's best one only happens to use one of its words. */
export const WEAKEST_MATCH = 0.3;

/** What a channel wants on a day, and what it has had. The same request gets the same papers from the same library. */
export interface PickRequest {
  /** Topics in plain words; they are interests like those of the profile, which may name the same ones. */
  readonly topics: readonly string[];
  readonly categories: readonly string[];
  readonly profile?: Profile;
  readonly count: number;
  /** What to do if no new paper matches. */
  readonly whenEmpty: "best" | "quiet";
  /** Stands for the channel, and breaks ties between papers that are equally good. */
  readonly seed: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** To replay a day: papers that came out later are ignored. */
  readonly asOf?: string;
  /** Ids of the papers shown, the newest first. */
  readonly shown: readonly string[];
}

export interface Picked {
  readonly paper: Paper;
  /** In plain words. */
  readonly why: string;
  /** The interest that it was picked for, by its name; absent where it has none. */
  readonly interest?: string;
}

/** A paper that was left out, and the stage where that happened; `describeDrop` says why. */
export interface Dropped {
  readonly doc: number;
  /** Read on demand, which must be before the reader changes. */
  readonly paper: Paper;
  readonly stage: "shown" | "hidden" | "known" | "category" | "match" | "rank";
  /** How good its best match is (`match`), or its place among the eligible ones, from 1 (`rank`). */
  readonly measure?: number | undefined;
  /** The least match that counts (`match`). */
  readonly needed?: number | undefined;
}

// A class, since a pick drops thousands, and hardly anybody asks for their papers.
class DocDrop implements Dropped {
  readonly doc: number;
  readonly stage: Dropped["stage"];
  readonly measure: number | undefined;
  readonly needed: number | undefined;
  readonly #reader: IndexReader;

  constructor(reader: IndexReader, doc: number, stage: Dropped["stage"], measure?: number, needed?: number) {
    this.#reader = reader;
    this.doc = doc;
    this.stage = stage;
    this.measure = measure;
    this.needed = needed;
  }

  get paper() {
    return this.#reader.paper(this.doc);
  }
}

/** Records that the paper of a doc is left out. */
export function createDrop(...drop: ConstructorParameters<typeof DocDrop>): Dropped {
  return new DocDrop(...drop);
}

/** Why a paper was left out, in plain words. */
export function describeDrop(
  { paper, stage, measure = 1 }: Omit<Dropped, "doc">,
  { categories }: Pick<PickRequest, "categories">,
): string {
  if (stage === "shown") return "it was posted before, or will be soon";
  if (stage === "hidden") return "it was voted not relevant";
  if (stage === "known") return "it is liked already, and serves as an example of what to look for";
  if (stage === "match") return "it doesn't match the topics and interests well enough";
  if (stage === "rank")
    return `${measure - 1} other ${measure === 2 ? "paper matches" : "papers match"} better today`;
  return `it is in ${paper.categories.join(", ") || "no category"}, not in ${categories.join(", ")}`;
}

/** "match 0.12, threshold 0.30": the figures behind the reason, where there are any; empty otherwise. */
export function describeMatch({ stage, measure = 0, needed = WEAKEST_MATCH }: Omit<Dropped, "doc">): string {
  return stage === "match" ? `match ${measure.toFixed(2)}, threshold ${needed.toFixed(2)}` : "";
}
