import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { putSave, removeSave } from "../store/saves.ts";
import { findSubscription } from "../store/subscriptions.ts";
import { type Origin, type Tally, tallyOf } from "../store/votes.ts";
import { createPersonOf, type PersonOf, readPersonKey } from "./people.ts";
import { type Ballot, castVote, type Voted } from "./voting.ts";

/** Who says something, and where, by the platform's own ids. */
export interface Who extends Origin {
  /** Absent in the host's own terminal, where there is one person. */
  readonly user?: string | undefined;
  /** Set where `channel` is a thread: the channel that it belongs to. */
  readonly parent?: string | undefined;
}

/** What people and channels like. Papers are named by their canonical ids. */
export interface Taste {
  /** What somebody is called in the database: a keyed hash. */
  person(who: Who): Promise<string>;
  /** Where something said in a thread counts: in the thread if it has papers of its own, otherwise in its channel. */
  home(who: Who): Promise<Origin>;
  vote(who: Who, paper: string, ballot: Ballot): Promise<Voted>;
  /** How a paper stands in the server, or in the private conversations of a platform. */
  tally(who: Who, paper: string): Promise<Tally>;
  /** False if it was saved already. */
  save(who: Who, paper: string): Promise<boolean>;
  /** False if it was not saved. */
  unsave(who: Who, paper: string): Promise<boolean>;
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
      // The database may be free again the next time.
      key = undefined;
      throw error;
    }
  }

  async function home({ platform, server, channel, parent }: Who): Promise<Origin> {
    const isThread = channel !== undefined && parent !== undefined;
    const ownPapers = isThread && (await findSubscription(db, { platform, channel })) !== undefined;
    return { platform, server, channel: isThread && !ownPapers ? parent : channel };
  }

  return {
    person,
    home,
    async vote(who, paper, ballot) {
      const cast = { ...(await home(who)), person: await person(who), paper, ballot, at: now() };
      return groupCommit(db, (tx) => castVote(tx, cast));
    },
    tally: ({ platform, server }, paper) => tallyOf(db, paper, { platform, server }),
    async save(who, paper) {
      const { platform, server } = who;
      const save = { platform, server, person: await person(who), paper, at: now() };
      return groupCommit(db, (tx) => putSave(tx, save));
    },
    async unsave(who, paper) {
      const owner = await person(who);
      return groupCommit(db, (tx) => removeSave(tx, owner, paper));
    },
  };
}
