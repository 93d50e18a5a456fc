import type { Pick } from "../../recommend/pick.ts";
import type { Database } from "../../store/database.ts";
import type { Content } from "../../store/deliveries.ts";
import { resolvePapers } from "../../store/papers.ts";
import { saversIn } from "../../store/saves.ts";
import type { Subscription } from "../../store/subscriptions.ts";
import { findVotes, labOf } from "../../store/votes.ts";
import { DAY_MS } from "../../time/day.ts";
import type { Run } from "./schedule.ts";

export const WEEK_FALLBACK_NOTE =
  "No new papers match this week. These are the best ones of the last 30 days that weren't posted here.";
const QUIET_NOTE = "No new papers match this channel's topics this week.";

/** How many papers that a lab liked are in a post. */
const MOST_LIKED = 3;
/** What people save is their own list: it is only told of this many people together, and never of one. */
const FEWEST_SAVERS = 2;

/** The content of a weekly post; undefined where there is nothing to say, and the channel wants no post about that. */
export async function contentOfWeek(
  tx: Database,
  subscription: Subscription,
  run: Run,
  { papers: picked, fallback }: Pick,
): Promise<Content | undefined> {
  const papers = picked.map(({ paper, why }) => ({ id: paper.id, why: besidesTitle(why) }));
  const liked = await likedBefore(tx, subscription, run, new Set(papers.map(({ id }) => id)));
  if (papers.length === 0 && liked.length === 0 && subscription.whenEmpty === "quiet") return undefined;
  const note = papers.length === 0 ? QUIET_NOTE : fallback ? WEEK_FALLBACK_NOTE : undefined;
  return { papers, ...(liked.length > 0 && { liked }), ...(note !== undefined && { note }) };
}

/** The reasons that a list of titles does not show by itself. */
export function besidesTitle(why: string): string {
  const isPlain = (reason: string) => reason.startsWith("Matches ") && reason.endsWith(" in the title");
  return why
    .split(" · ")
    .filter((reason) => !isPlain(reason))
    .join(" · ");
}

/**
 * What the channel's lab liked in the week before a run: papers with more upvotes than downvotes, and those that
 * several people saved. The best first, without those of `others`.
 */
async function likedBefore(
  db: Database,
  { platform, channel, server }: Subscription,
  { at: until }: Run,
  others: ReadonlySet<string>,
): Promise<NonNullable<Content["liked"]>> {
  const since = new Date(until.getTime() - 7 * DAY_MS);
  const votes = new Map<string, number>();
  // For nobody in particular: a channel's votes are those of its server.
  const lab = labOf({ platform, channel, ...(server !== undefined && { server }), person: "" });
  for (const { paper, value, at } of await findVotes(db, { platform, lab, since }))
    if (at < until) votes.set(paper, (votes.get(paper) ?? 0) + value);
  const savers = server === undefined ? new Map() : await saversIn(db, { platform, server }, since, until);
  const told = new Map([...savers].filter(([, people]) => people >= FEWEST_SAVERS));
  const score = (id: string) => (votes.get(id) ?? 0) + (told.get(id) ?? 0);
  const ids = [...new Set([...votes.keys(), ...told.keys()])]
    .filter((id) => !others.has(id) && (votes.get(id) ?? 0) >= 0 && score(id) > 0)
    .sort((a, b) => score(b) - score(a) || (a < b ? -1 : 1));
  // A paper that the library no longer has can't be shown.
  const known = await resolvePapers(db, ids);
  return ids
    .filter((id) => known.has(id))
    .slice(0, MOST_LIKED)
    .map((id) => {
      const people = told.get(id);
      return { id, ...(people !== undefined && { savers: people }) };
    });
}
