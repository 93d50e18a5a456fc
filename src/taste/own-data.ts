import { clubsOfPresenter, type PresenterIn } from "../store/club/presenters.ts";
import type { Database } from "../store/database.ts";
import { type Follow, followsAddedBy, followsOf } from "../store/follows.ts";
import { marksOf, type ProfileMark } from "../store/profile-marks.ts";
import { type Save, savesOf } from "../store/saves.ts";
import { allSubscriptions, type Subscription } from "../store/subscriptions.ts";
import { findVotes, type Vote } from "../store/votes.ts";
import { personOwner } from "./owner.ts";

/** Everything that is kept about a person. */
export interface OwnData {
  readonly votes: readonly Vote[];
  readonly saves: readonly Save[];
  readonly follows: readonly Follow[];
  readonly marks: readonly Pick<ProfileMark, "kind" | "value" | "mark">[];
  /** Daily papers that this person set up, with the platform's own id of the person. */
  readonly subscriptions: readonly Subscription[];
  /** Journal clubs in which this person presents, and under which name. */
  readonly presents: readonly PresenterIn[];
  /** What this person added to the lists of channels. */
  readonly added: readonly Follow[];
}

/** Reads it by the keyed hash, and by the platform's own id. */
export async function ownDataOf(
  db: Database,
  person: string,
  { platform, user }: { readonly platform: string; readonly user?: string | undefined },
): Promise<OwnData> {
  const owner = personOwner(person);
  const isOwn = (one: Subscription) =>
    user !== undefined && one.platform === platform && one.createdBy === user;
  return {
    votes: await findVotes(db, { person }),
    saves: await savesOf(db, person),
    follows: await followsOf(db, owner),
    marks: await marksOf(db, owner),
    subscriptions: (await allSubscriptions(db)).filter(isOwn),
    presents: await clubsOfPresenter(db, person),
    added: (await followsAddedBy(db, person)).filter((follow) => follow.owner !== owner),
  };
}
