import { pickPapers } from "../../recommend/pick.ts";
import { NO_PROFILE, type Profile } from "../../recommend/profile.ts";
import type { SearchIndex } from "../../search/search-index.ts";
import type { Database } from "../../store/database.ts";
import { shownIn } from "../../store/shown.ts";
import type { Subscription } from "../../store/subscriptions.ts";
import { findVotes } from "../../store/votes.ts";
import { addDays, weekdayOf } from "../../time/day.ts";
import { dayAt } from "../../time/zone.ts";
import { requestFor } from "./request.ts";
import { runDays } from "./schedule.ts";

/** What would have been posted in the past, with the present settings or with others. */
export interface Backtest {
  /** How often there is a post. */
  readonly every: Subscription["every"];
  /** The days, or weeks, that were replayed. */
  readonly days: number;
  readonly picks: number;
  /** Those with no good paper. */
  readonly quiet: number;
  /** The papers of these days that the channel voted for, and how many of them would have been picked. */
  readonly upvoted: number;
  readonly found: number;
}

/**
 * Replays the last days of a channel, one after the other, with the papers that were out then and without the votes
 * cast since. Nothing is written or posted.
 */
export async function backtest(
  db: Database,
  index: SearchIndex,
  subscription: Subscription,
  days: number,
  now: Date,
): Promise<Backtest> {
  const today = dayAt(now, subscription.timezone);
  const first = addDays(today, -days);
  const votes = await findVotes(db, {
    platform: subscription.platform,
    channel: subscription.channel,
    since: new Date(`${first}T00:00Z`),
  });
  const later = new Set(votes.map(({ paper }) => paper));
  const liked = new Set(votes.filter(({ value }) => value > 0).map(({ paper }) => paper));
  const request = await requestFor(db, subscription, today);
  const profile = without(request.profile ?? NO_PROFILE, later);
  const before = await shownIn(db, subscription, subscription.group);
  const shown = before.filter(({ day }) => day < first).map(({ paper }) => paper);
  let [gone, quiet] = [0, 0];
  const picked: string[] = [];
  for (let day = first; day < today; day = addDays(day, 1)) {
    if (!runDays(subscription).includes(weekdayOf(day))) continue;
    gone += 1;
    const seen = [...picked].reverse().concat(shown);
    const pick = await pickPapers(
      { ...request, profile, day, asOf: day, shown: seen, whenEmpty: "quiet" },
      index,
    );
    if (pick.papers.length === 0) quiet += 1;
    picked.push(...pick.papers.map(({ paper }) => paper.id));
  }
  const found = picked.filter((id) => liked.has(id)).length;
  return { every: subscription.every, days: gone, picks: picked.length, quiet, upvoted: liked.size, found };
}

function without(profile: Profile, papers: ReadonlySet<string>): Profile {
  const kept = <Item extends { readonly paper: string }>(likes: readonly Item[]) =>
    likes.filter(({ paper }) => !papers.has(paper));
  return {
    ...profile,
    likes: kept(profile.likes),
    interests: profile.interests.map((interest) => ({ ...interest, likes: kept(interest.likes) })),
    hidden: new Set([...profile.hidden].filter((paper) => !papers.has(paper))),
  };
}
