import { UserError } from "../errors.ts";
import type { NamedPaper } from "../papers/import/pasted.ts";
import type { Profile } from "../recommend/profile.ts";
import type { Database } from "../store/database.ts";
import { eraseDeleted, requestErasure } from "../store/erasure.ts";
import { type Follow, type FollowKind, followsOf } from "../store/follows.ts";
import { forgetPerson, type OwnData, ownDataOf } from "../store/forgetting.ts";
import { groupCommit } from "../store/group-commit.ts";
import { channelOwner, personOwner } from "../store/owner.ts";
import type { OwnKind } from "../store/ownership.ts";
import { type Mark, putMark, removeMark } from "../store/profile-marks.ts";
import { isSaved, putSave, removeSave } from "../store/saves.ts";
import { findSubscription, type Subscription } from "../store/subscriptions.ts";
import { type Lab, labOf, type Origin, type Tally, talliesOf, tallyOf } from "../store/votes.ts";
import { type Feedback, feedbackOn } from "./feedback.ts";
import { type Added, addFollows, type FollowInput, removeFollows, type Scope } from "./following.ts";
import { createPersonOf, type PersonOf, readPersonKey } from "./people.ts";
import { profileOfPerson } from "./profile.ts";
import { linesOfChannel, linesOfPerson, type ProfileLine } from "./profile-lines.ts";
import { findSeeds, type Seeds } from "./seeds.ts";
import { recordVote, type VoteChoice, type Voted } from "./voting.ts";

export type { OwnData, OwnKind };
export { channelOwner };

/** A person and a place, by the platform's own ids. */
export interface Who extends Origin {
  /** Absent in the operator's own terminal, where there is one person. */
  readonly user?: string | undefined;
  /** Set where `channel` is a thread: the channel that contains it. */
  readonly parent?: string | undefined;
}

/** What is on somebody's list; a channel's daily paper has topics and categories of its own. */
interface Following {
  readonly follows: readonly Follow[];
  readonly subscription?: Subscription;
}

/** What people and channels like. Papers are named by their canonical ids. */
export interface Taste {
  /** A person's name in the database: a keyed hash. */
  person(who: Who): Promise<string>;
  /** Where a vote in a thread counts: in the thread if it has papers of its own, otherwise in its channel. */
  home(who: Who): Promise<Origin>;
  vote(who: Who, paper: string, choice: VoteChoice): Promise<Voted>;
  /** The votes on a paper in the server, or in this private conversation. */
  tally(who: Who, paper: string): Promise<Tally>;
  /** The votes on several papers; those without a vote are left out. */
  tallies(who: Who, papers: readonly string[]): Promise<ReadonlyMap<string, Tally>>;
  /** What somebody and their lab have said about papers, with an entry for each paper even if nothing was said. */
  feedback(who: Who, papers: readonly string[]): Promise<ReadonlyMap<string, Feedback>>;
  /** Whether somebody has saved a paper. */
  isSaved(who: Who, paper: string): Promise<boolean>;
  /** False if it was saved already. */
  save(who: Who, paper: string): Promise<boolean>;
  /** False if it was not saved. */
  unsave(who: Who, paper: string): Promise<boolean>;
  /** What a channel or a person follows, the topics of its daily paper first. */
  following(list: Pick<Scope, "owner" | "platform" | "channel">): Promise<Following>;
  /** Throws a UserError if the list would become too long. */
  follow(scope: Scope, entries: readonly FollowInput[]): Promise<Added>;
  /** Removes entries from the list, and returns those that were there. */
  unfollow(
    scope: Scope,
    what: { kind?: FollowKind | undefined; value: string },
  ): Promise<readonly FollowInput[]>;
  /** Finds the named papers by their ids, or else by their titles; each once. */
  findSeeds(named: readonly NamedPaper[]): Promise<Seeds>;
  /** What somebody likes, in the recommender's form. */
  likes(who: Who): Promise<Profile>;
  /** The lines of a profile. */
  profile(scope: Scope): Promise<readonly ProfileLine[]>;
  /** Mutes or removes a line of a profile or, without a mark, brings it back. */
  mark(scope: Scope, line: Pick<ProfileLine, "kind" | "value">, mark: Mark | undefined): Promise<void>;
  /** Everything that is stored about somebody. */
  ownData(who: Who): Promise<OwnData>;
  /** Deletes all of that. Doing it again changes nothing. */
  forget(who: Who): Promise<void>;
  /**
   * The list of a person, or of the channel where they ask. Throws a UserError for a channel's list in a private
   * conversation.
   */
  scope(who: Who, whose: "me" | "channel"): Promise<Scope>;
}

interface TasteParts {
  readonly db: Database;
  readonly now: () => Date;
}

export function createTaste({ db, now }: TasteParts): Taste {
  let key: Promise<PersonOf> | undefined;

  async function person({ platform, user = "" }: Who): Promise<string> {
    key ??= readPersonKey(db).then(createPersonOf);
    try {
      return (await key)({ platform, user });
    } catch (error) {
      // The database may be free again next time.
      key = undefined;
      throw error;
    }
  }

  async function home({ platform, server, channel, parent }: Who): Promise<Origin> {
    const isThread = channel !== undefined && parent !== undefined;
    const ownPapers = isThread && (await findSubscription(db, { platform, channel })) !== undefined;
    return { platform, server, channel: isThread && !ownPapers ? parent : channel };
  }

  async function labFor(who: Who): Promise<Lab> {
    const origin = who.server === undefined ? await home(who) : who;
    // Only in private does it matter who it is; finding out may write, and whoever only looks must not.
    return labOf({ ...origin, person: origin.channel === undefined ? await person(who) : "" });
  }

  return {
    person,
    home,
    async vote(who, paper, choice) {
      const vote = { ...(await home(who)), person: await person(who), paper, choice, at: now() };
      return groupCommit(db, (tx) => recordVote(tx, vote));
    },
    async tally(who, paper) {
      return tallyOf(db, paper, who.platform, await labFor(who));
    },
    async tallies(who, papers) {
      return talliesOf(db, papers, who.platform, await labFor(who));
    },
    async feedback(who, papers) {
      const by = { person: await person(who), platform: who.platform, lab: await labFor(who) };
      return feedbackOn(db, papers, by);
    },
    isSaved: async (who, paper) => isSaved(db, await person(who), paper),
    async save(who, paper) {
      const { platform, server } = who;
      const save = { platform, server, person: await person(who), paper, at: now() };
      return groupCommit(db, (tx) => putSave(tx, save));
    },
    async unsave(who, paper) {
      const owner = await person(who);
      return groupCommit(db, (tx) => removeSave(tx, owner, paper));
    },
    async scope(who, whose) {
      const by = await person(who);
      const { platform, server, channel } = await home(who);
      if (whose === "me") return { owner: personOwner(by), platform, server, by };
      if (channel === undefined) throw new UserError("Run this in a channel, or leave out for:channel.");
      return { owner: channelOwner({ platform, channel }), platform, server, channel, by };
    },
    findSeeds: (named) => findSeeds(db, named),
    likes: async (who) => profileOfPerson(db, await person(who), now()),
    async ownData(who) {
      return ownDataOf(db, { platform: who.platform, user: who.user, person: await person(who) });
    },
    async forget({ platform, user }) {
      const forgotten = { platform, user, person: await person({ platform, user }) };
      await groupCommit(db, async (tx) => {
        await forgetPerson(tx, forgotten);
        await requestErasure(tx);
      });
      await eraseDeleted(db);
    },
    profile({ by, platform, channel }) {
      if (channel === undefined) return linesOfPerson(db, by, now());
      return linesOfChannel(db, { platform, channel }, now());
    },
    mark({ owner, platform, server }, { kind, value }, mark) {
      const line = { owner, kind, value };
      return groupCommit(db, (tx) =>
        mark === undefined
          ? removeMark(tx, line)
          : putMark(tx, { ...line, mark, platform, server, at: now() }),
      );
    },
    async following({ owner, platform, channel }) {
      const subscription =
        channel === undefined ? undefined : await findSubscription(db, { platform, channel });
      return { follows: await followsOf(db, owner), ...(subscription && { subscription }) };
    },
    follow: (scope, entries) => groupCommit(db, (tx) => addFollows(tx, scope, entries, now())),
    unfollow: (scope, what) => groupCommit(db, (tx) => removeFollows(tx, scope, what)),
  };
}
