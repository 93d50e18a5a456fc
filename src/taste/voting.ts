import type { Database } from "../store/database.ts";
import { findVotes, labOf, type Origin, putVote, removeVote, type Vote } from "../store/votes.ts";

/** What somebody says about a paper; `none` takes back what was said. */
export type Ballot = "up" | "down" | "none";

/**
 * What became of it: `cast` where there was no vote, `changed` from the other side, `moved` here from another channel of the server, `kept`
 * as it was, `retracted`, or `nothing` where there was none to take back.
 */
export type Voted = "cast" | "changed" | "moved" | "kept" | "retracted" | "nothing";

/** The same button pressed again so soon, in milliseconds, is one press of an unsteady finger. */
const DOUBLE_PRESS_MS = 2000;

/** A ballot of a person on a paper. */
export interface Cast extends Origin {
  readonly person: string;
  readonly paper: string;
  readonly ballot: Ballot;
  readonly at: Date;
}

/**
 * Takes a ballot in as part of a batch. One vote a person and paper in each lab: the same again takes it back, or, in
 * another channel of the server, brings it there.
 */
export async function castVote(tx: Database, { ballot, ...cast }: Cast): Promise<Voted> {
  const { person, paper } = cast;
  const before = (await findVotes(tx, { person, paper, lab: labOf(cast) })).at(-1);
  const voted = outcomeOf(before, { ballot, ...cast });
  if (voted === "nothing" || voted === "kept") return voted;
  // The first vote, the commonest, has nothing to take the place of.
  if (before) await removeVote(tx, cast);
  if (voted !== "retracted") await putVote(tx, { ...cast, value: sideOf(ballot) });
  return voted;
}

function outcomeOf(before: Vote | undefined, { ballot, channel, at }: Cast): Voted {
  if (ballot === "none") return before ? "retracted" : "nothing";
  if (!before) return "cast";
  if (before.value !== sideOf(ballot)) return "changed";
  if (channel !== undefined && channel !== before.channel) return "moved";
  return at.getTime() - before.at.getTime() < DOUBLE_PRESS_MS ? "kept" : "retracted";
}

function sideOf(ballot: Ballot): Vote["value"] {
  return ballot === "down" ? -1 : 1;
}
