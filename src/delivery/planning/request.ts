import { type Pick, pickPapers } from "../../recommend/pick.ts";
import type { PickRequest } from "../../recommend/request.ts";
import type { SearchIndex } from "../../search/search-index.ts";
import type { Database } from "../../store/database.ts";
import { shownIn } from "../../store/shown.ts";
import type { Subscription } from "../../store/subscriptions.ts";
import { profileOfChannel } from "../../taste/profile.ts";

/** What a channel would get on a day. `db` may be a transaction. */
export async function pickFor(
  db: Database,
  index: SearchIndex,
  subscription: Subscription,
  day: string,
): Promise<Pick> {
  return pickPapers(await requestFor(db, subscription, day), index);
}

/** What a channel wants on a day: its profile as of the day's end, the same for the whole day. */
export async function requestFor(
  db: Database,
  subscription: Subscription,
  day: string,
): Promise<PickRequest> {
  const { platform, channel, topics, categories, papers: count, whenEmpty, group } = subscription;
  const shown = (await shownIn(db, subscription, group)).map(({ paper }) => paper);
  const profile = await profileOfChannel(db, { platform, channel, topics }, endOfPick(day));
  // A topic that was muted in the profile does not count; the others become interests of it.
  return {
    topics: [],
    categories,
    count,
    whenEmpty: whenEmpty === "best" ? "best" : "quiet",
    seed: `${platform}:${channel}`,
    day,
    shown,
    profile,
  };
}

/** The instant as of which a day's profile is read. */
export function endOfPick(day: string): Date {
  return new Date(`${day}T23:59:59Z`);
}
