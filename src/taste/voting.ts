import type { Database } from "../store/database.ts";
import { findVotes, labOf, type Origin, putVote, removeVote, type Tally, type Vote } from "../store/votes.ts";

export type { Tally };

/** What somebody says about a paper; `none` takes back what was said. */
export type VoteChoice = "up" | "down" | "none";

/**
 * What became of it: `new` where there was no vote, `changed` from the other side, `moved` here from another channel of the server, `kept`
 * as it was, `retracted`, or `nothing` where there was none to take back.
 */
export type Voted = "new" | "changed" | "moved" | "kept" | "retracted" | "nothing";

/** The same button pressed again so soon, in milliseconds, is an accidental double press. */
const DOUBLE_PRESS_MS = 2000;

/** A vote of a person on a paper, not yet recorded. */
export interface NewVote extends Origin {
  readonly person: string;
  readonly paper: string;
  readonly choice: VoteChoice;
  readonly at: Date;
}

/**
 * Records a vote as part of a batch. One vote a person and paper in each lab: the same again takes it back, or, in
 * another channel of the server, brings it there.
 */
export async function recordVote(tx: Database, { choice, ...vote }: NewVote): Promise<Voted> {
  const { person, paper } = vote;
  const before = (await findVotes(tx, { person, paper, lab: labOf(vote) })).at(-1);
  const voted = outcomeOf(before, { choice, ...vote });
  if (voted === "nothing" || voted === "kept") return voted;
  // The first vote, the commonest, has nothing to take the place of.
  if (before) await removeVote(tx, vote);
  if (voted !== "retracted") await putVote(tx, { ...vote, value: sideOf(choice) });
  return voted;
}

function outcomeOf(before: Vote | undefined, { choice, channel, at }: NewVote): Voted {
  if (choice === "none") return before ? "retracted" : "nothing";
  if (!before) return "new";
  if (before.value !== sideOf(choice)) return "changed";
  if (channel !== undefined && channel !== before.channel) return "moved";
  return at.getTime() - before.at.getTime() < DOUBLE_PRESS_MS ? "kept" : "retracted";
}

function sideOf(choice: VoteChoice): Vote["value"] {
  return choice === "down" ? -1 : 1;
}
