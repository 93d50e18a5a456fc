import type { Database } from "../store/database.ts";
import { findVotes, labOf, type Origin, putVote, removeVote, type Tally, type Vote } from "../store/votes.ts";

export type { Tally };

/** A vote on a paper; `none` removes it. */
export type VoteChoice = "up" | "down" | "none";

/**
 * The outcome: `new` without an earlier vote, `changed` from the other side, `moved` here from another channel of the
 * server, `kept` as it was, `retracted`, or `nothing` where there was no vote to retract.
 */
export type Voted = "new" | "changed" | "moved" | "kept" | "retracted" | "nothing";

/** The same button pressed again within this time, in milliseconds, is an accidental double press. */
const DOUBLE_PRESS_MS = 2000;

/** A person's vote on a paper that is not recorded yet. */
export interface NewVote extends Origin {
  readonly person: string;
  readonly paper: string;
  readonly choice: VoteChoice;
  readonly at: Date;
}

/**
 * Records a vote as part of a batch. Each lab has one vote per person and paper: the same vote again retracts it or, in
 * another channel of the server, moves it there.
 */
export async function recordVote(tx: Database, { choice, ...vote }: NewVote): Promise<Voted> {
  const { person, paper } = vote;
  const before = (await findVotes(tx, { person, paper, lab: labOf(vote) })).at(-1);
  const voted = outcomeOf(before, { choice, ...vote });
  if (voted === "nothing" || voted === "kept") return voted;
  // A first vote, the most common case, replaces nothing.
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
