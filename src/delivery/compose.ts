import type { Card, Reply } from "../chat/reply.ts";
import { counted } from "../counted.ts";
import type { Paper } from "../papers/paper.ts";
import { shortTitle } from "../recommend/short-title.ts";
import type { Database } from "../store/database.ts";
import { type Content, type Delivery, papersIn } from "../store/deliveries.ts";
import { isMailbox } from "../store/mail/mailboxes.ts";
import { resolvePapers } from "../store/papers.ts";
import { findSubscription, type Place } from "../store/subscriptions.ts";
import { labOf, type Origin, type Tally, talliesOf } from "../store/votes.ts";

/** For each of several papers: a message has at most eight for four papers. */
const MOST_BUTTONS = 2;

/** A paper as a card of a post, with its votes. */
type PaperCard = (paper: Paper, why?: string, tally?: Tally) => Card;

/** A paper in a post with others. */
interface Listed {
  readonly paper: Paper;
  /** The first detail about it. */
  readonly when?: string;
  readonly note?: string;
  readonly tally?: Tally | undefined;
}

/** How papers look in posts. */
export interface PostLook {
  readonly card: PaperCard;
  /** Several papers together, and what opens one of them. */
  readonly list: (papers: readonly Listed[]) => Pick<Reply, "cards" | "menu">;
}

/**
 * The message of a delivery, from the papers and their votes as they are now. Without cards if none of the papers is in
 * the library any more. `voters` is where votes count, if not in the channel that subscribed.
 */
export async function compose(
  db: Database,
  delivery: Pick<Delivery, "content" | "day" | "kind" | "platform" | "channel">,
  { card, list }: PostLook,
  voters?: Origin,
): Promise<Reply> {
  const { content, day, kind } = delivery;
  const { papers, liked } = await readPapers(db, content);
  const tallies = await votesOn([...papers, ...liked], voters ?? (await subscriberOf(db, delivery)), db);
  const footer = content.footer === undefined ? {} : { footer: content.footer };
  if (isMailbox(delivery)) {
    const whole = papers.map(({ paper, why }) => card(paper, why));
    const post = postOf(`Your papers · ${longDay(day)}`, whole, content.note);
    return { ...post, ...subjectOf(papers), ...footer };
  }
  if (kind === "digest") {
    const listed = [
      ...papers.map(({ paper, why }) => ({ paper, note: why, tally: tallies.get(paper.id) })),
      ...liked.map(({ paper, savers }) => ({
        paper,
        when: "Liked here this week",
        ...(savers !== undefined && { note: `saved by ${savers} people` }),
        tally: tallies.get(paper.id),
      })),
    ];
    const post = postOf(`Papers of the week · ${longDay(day)}`, [], content.note);
    return { ...post, ...list(listed), ...footer };
  }
  const heading = kind === "post" ? `Paper of the day · ${longDay(day)}` : "More for today";
  const whole = papers.map(({ paper, why }) => card(paper, why, tallies.get(paper.id)));
  // With several papers there is only room for the buttons that teach the bot, which come first.
  const cards =
    whole.length > 1 ? whole.map((one) => ({ ...one, buttons: one.buttons.slice(0, MOST_BUTTONS) })) : whole;
  return { ...postOf(heading, cards, content.note), ...footer };
}

/**
 * "3 papers: streaming video, KV caches": the interests they were picked for, and the titles of those that no named
 * interest asked for.
 */
function subjectOf(
  papers: readonly { readonly paper: Paper; readonly about?: string }[],
): Pick<Reply, "subject"> {
  if (papers.length === 0) return { subject: "No new papers" };
  const names = new Set(papers.map(({ paper, about }) => about ?? shortTitle(paper.title)));
  return { subject: `${counted(papers.length, "paper")}: ${[...names].join(", ")}` };
}

async function subscriberOf(db: Database, { platform, channel }: Place): Promise<Origin> {
  const { server } = (await findSubscription(db, { platform, channel })) ?? {};
  return { platform, channel, ...(server !== undefined && { server }) };
}

function votesOn(papers: readonly { readonly paper: Paper }[], voters: Origin, db: Database) {
  const ids = papers.map(({ paper }) => paper.id);
  // For nobody in particular: a channel's votes are those of its server.
  return talliesOf(db, ids, voters.platform, labOf({ ...voters, person: "" }));
}

/** A post for everybody in a channel. */
export function postOf(heading: string, cards: readonly Card[], note: string | undefined): Reply {
  return {
    outcome: "answer",
    audience: "everyone",
    text: note === undefined ? heading : `${heading}\n\n${note}`,
    cards,
    buttons: [],
  };
}

// Making a formatter takes a hundred times as long as using it.
const longDate = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** "Monday, 23 November 2026" */
export function longDay(day: string): string {
  return longDate.format(new Date(`${day}T00:00Z`));
}

// A paper that was planned under its title alone may have an id by now.
async function readPapers(db: Database, content: Content) {
  const known = await resolvePapers(db, papersIn(content));
  const read = <Entry extends { readonly id: string }>(entries: readonly Entry[]) =>
    entries.flatMap((entry) => {
      const paper = known.get(entry.id);
      return paper ? [{ ...entry, paper }] : [];
    });
  return { papers: read(content.papers), liked: read(content.liked ?? []) };
}
