import { UserError } from "../errors.ts";
import type { Cited } from "../papers/export/reference.ts";
import type { Paper } from "../papers/paper.ts";
import type { Database } from "../store/database.ts";
import { isLead, postedDeliveries } from "../store/deliveries.ts";
import { resolvePapers } from "../store/papers.ts";
import { savesOf } from "../store/saves.ts";
import { shownBeforeLedger } from "../store/shown.ts";
import type { Place } from "../store/subscriptions.ts";
import { findVotes, type Tally, type VoteFilter } from "../store/votes.ts";
import type { Taste, Who } from "../taste/taste.ts";
import { type ChannelDay, type DaysAsked, daysOf, monthsOf } from "./channel-days.ts";
import { citationKeys, likelyKeys, paperOfKey } from "./keys.ts";

/** A paper by its id. */
export interface Named {
  readonly id: string;
}

/** A paper that was posted to a channel. */
export interface PostedPaper extends Named {
  /** In the channel's time zone, YYYY-MM-DD. */
  readonly day: string;
  /** The channel that it was posted to, by the platform's own id. */
  readonly channel: string;
  /** Why it was picked, in plain words. */
  readonly why?: string;
  /** The platform's id of the day's message. */
  readonly message?: string;
}

/** What a lab and its people have seen and said. `since` leaves out what is older. */
export interface History {
  /** What somebody saved, the newest first. */
  saved(who: Who, since?: Date): Promise<readonly Named[]>;
  /** The papers with more upvotes than downvotes in a lab, the best first. Throws a UserError where there is no lab. */
  top(who: Who, since?: Date): Promise<readonly (Named & Tally)[]>;
  /** Each vote of a lab since then, the oldest first, without whose it is and on what. Throws a UserError where there is no lab. */
  votes(who: Who, since: Date): Promise<readonly { readonly at: Date; readonly value: number }[]>;
  /** What was posted to a channel, the newest first. Throws a UserError where there is no channel. */
  posted(who: Who, since?: Date): Promise<readonly PostedPaper[]>;
  /** What became of a channel's days, the newest first; see channel-days.ts. Throws a UserError where there is no channel. */
  days(who: Who, span: DaysAsked): Promise<readonly ChannelDay[]>;
  /** The months that have such days, YYYY-MM, the newest first. */
  months(who: Who): Promise<readonly string[]>;
  /** The entries with their present papers; those that the library no longer has are left out. */
  withPapers<T extends Named>(entries: readonly T[]): Promise<readonly (T & { readonly paper: Paper })[]>;
  /** Papers with their keys, each once; see `citationKeys`. */
  cite(papers: readonly Paper[]): Promise<readonly Cited[]>;
  /** The same for readers: nothing is written, see `likelyKeys`. */
  wouldCite(papers: readonly Paper[]): Promise<readonly Cited[]>;
  /** The paper with a citation key; see `paperOfKey`. */
  cited(key: string): Promise<Paper | undefined>;
}

interface HistoryParts {
  readonly db: Database;
  readonly taste: Taste;
  readonly now: () => Date;
}

/** How many of a channel's posts are looked back at: some years of daily papers. */
const MOST_POSTS = 3000;

export function createHistory({ db, taste, now }: HistoryParts): History {
  async function placeOf(who: Who): Promise<Place> {
    const { platform, channel } = await taste.home(who);
    if (channel === undefined)
      throw new UserError("Run this in a channel. Direct messages don't get daily papers.");
    return { platform, channel };
  }

  return {
    async saved(who, since) {
      const saves = await savesOf(db, await taste.person(who));
      return saves.filter(({ at }) => !since || at >= since).map(({ paper }) => ({ id: paper }));
    },

    async top(who, since) {
      const votes = await findVotes(db, { ...labOf(who), ...(since && { since }) });
      const tallies = new Map<string, { up: number; down: number }>();
      for (const { paper, value } of votes) {
        const tally = tallies.get(paper) ?? { up: 0, down: 0 };
        tally[value > 0 ? "up" : "down"] += 1;
        tallies.set(paper, tally);
      }
      return [...tallies]
        .map(([id, tally]) => ({ id, ...tally }))
        .filter(({ up, down }) => up > down)
        .sort((a, b) => b.up - b.down - (a.up - a.down) || b.up - a.up || (a.id < b.id ? -1 : 1));
    },

    async votes(who, since) {
      const votes = await findVotes(db, { ...labOf(who), since });
      return votes.map(({ at, value }) => ({ at, value }));
    },

    async posted(who, since) {
      const { channel, ...place } = await placeOf(who);
      const day = since?.toISOString().slice(0, 10) ?? "";
      const posts = await postedDeliveries(db, { ...place, channel }, day, MOST_POSTS);
      // What is in a post's thread is found by the post.
      const messages = new Map(posts.filter(isLead).map((post) => [post.day, post.message]));
      const earlier = await shownBeforeLedger(db, { ...place, channel }, day, MOST_POSTS);
      const inLedger = posts.flatMap(({ content, day }) => {
        const message = messages.get(day);
        return content.papers.map(({ id, why }) => ({
          id,
          why,
          day,
          channel,
          ...(message !== undefined && { message }),
        }));
      });
      // The reason for each pick is deleted after a time; that it was posted is not.
      return [...inLedger, ...earlier.map(({ paper, day }) => ({ id: paper, day, channel }))];
    },

    days: async (who, span) => daysOf(db, await placeOf(who), span),

    months: async (who) => monthsOf(db, await placeOf(who)),

    async withPapers(entries) {
      const papers = await resolvePapers(
        db,
        entries.map(({ id }) => id),
      );
      return entries.flatMap((entry) => {
        const paper = papers.get(entry.id);
        return paper ? [{ ...entry, paper }] : [];
      });
    },

    cited: (key) => paperOfKey(db, key),

    cite: (papers) => citeBy(papers, (each) => citationKeys(db, each, now())),

    wouldCite: (papers) => citeBy(papers, (each) => likelyKeys(db, each)),
  };
}

/** Each paper once, with its key. */
async function citeBy(
  papers: readonly Paper[],
  keysOf: (papers: readonly Paper[]) => Promise<ReadonlyMap<string, string>>,
): Promise<readonly Cited[]> {
  const each = [...new Map(papers.map((paper) => [paper.id, paper])).values()];
  const keys = await keysOf(each);
  return each.flatMap((paper) => {
    const key = keys.get(paper.id);
    return key === undefined ? [] : [{ key, paper }];
  });
}

/** Whose votes count together: a server's, or a channel's where there is no server. The operator sees everybody's. */
function labOf({ platform, server, channel, user }: Who): VoteFilter {
  if (server !== undefined) return { platform, server };
  if (channel !== undefined) return { platform, channel };
  if (user === undefined) return {};
  throw new UserError("Run this in a channel. In direct messages there are only your own votes.");
}
