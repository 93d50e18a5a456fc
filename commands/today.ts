import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { type Card, note, type Reply } from "../src/chat/reply.ts";
import { FALLBACK_NOTE } from "../src/delivery/planning/plan.ts";
import { besidesTitle, WEEK_FALLBACK_NOTE } from "../src/delivery/planning/week.ts";
import { stillLoading } from "../src/present/paging.ts";
import { paperCard } from "../src/present/paper-card.ts";
import { openMenu, postLook } from "../src/present/paper-list.ts";
import type { Services } from "../src/present/services.ts";
import { outcome, pausedLine, restLine } from "../src/present/subscription-text.ts";
import { describeInstant } from "../src/time/zone.ts";

export const today = defineCommand({
  name: "today",
  group: "Daily paper",
  description: "Show this channel's paper of the day",
  example: "",
  expensive: true,
  options: z.object({}),
  async run(_, { delivery, library, sources, now }: Services, { caller }: Request): Promise<Reply> {
    // Without a subscription there is a paper of the day all the same, for this person alone.
    const { platform, channel = `private:${caller.user ?? ""}` } = caller;
    const found = await delivery.today({ platform, channel });
    if (found.kind === "recorded") return recorded(found);
    const { papers, fallback } = found.pick;
    const isWeekly = found.subscription?.every === "week";
    const loading = stillLoading(library);
    if (papers.length === 0)
      return note(
        [`No new papers match this channel's topics ${isWeekly ? "this week" : "today"}.`, loading]
          .filter(Boolean)
          .join(" "),
      );
    const footer = (await sources?.())?.notice;
    const heading =
      caller.channel === undefined ? "Today's best new papers" : previewHeading(found, caller, now());
    return {
      ...empty,
      text: [heading, fallback && (isWeekly ? WEEK_FALLBACK_NOTE : FALLBACK_NOTE), loading]
        .filter(Boolean)
        .join("\n\n"),
      ...(isWeekly
        ? postLook.list(papers.map(({ paper, why }) => ({ paper, note: besidesTitle(why) })))
        : asList(papers.map(({ paper, why }) => paperCard(paper, why)))),
      ...(footer !== undefined && { footer }),
    };
  },
});

type Today = Awaited<ReturnType<Services["delivery"]["today"]>>;

/** What is posted in the channel, or about to be, and what became of the rest. */
function recorded({ every, rows, posts }: Extract<Today, { kind: "recorded" }>): Reply {
  const [post, thread] = rows;
  const cards = rows.flatMap((row, at) => (row.state === "skipped" ? [] : (posts[at]?.cards ?? [])));
  if (!post || post.state === "skipped")
    return note(
      `No paper was posted ${every === "week" ? "this week" : "today"}: ${(post?.reason ?? "I don't know why").replace(/\.$/, "")}.`,
    );
  const rest = thread && restLine(thread);
  const told = [post.state === "sent" ? "" : outcome(post), rest].filter(Boolean).join("; ");
  return {
    ...empty,
    text: [
      [every === "week" ? "This week's papers" : "Today's paper", told].filter(Boolean).join(": "),
      // On a day, or in a week, without a match.
      post.content.note,
    ]
      .filter(Boolean)
      .join("\n\n"),
    ...asList(cards),
  };
}

/** Papers of several posts without their own buttons, which a menu opens; a single paper keeps its own. */
function asList(cards: readonly Card[]): Pick<Reply, "cards" | "menu"> {
  if (cards.length < 2) return { cards };
  const papers = cards.flatMap(({ paper: id, title }) => (id === undefined ? [] : [{ id, title }]));
  return { cards: cards.map((card) => ({ ...card, buttons: [] })), ...openMenu(papers) };
}

/** Says that something will be posted only where it will. */
function previewHeading(
  { due, subscription }: Extract<Today, { kind: "preview" }>,
  caller: Caller,
  now: Date,
): string {
  if (due && subscription?.every === "week")
    return `This week's best papers so far. I'll post the next ones on ${describeInstant(due.at, subscription.timezone, now)}.`;
  if (due && subscription)
    return `Today's paper, unless a better one comes in. I'll post it on ${describeInstant(due.at, subscription.timezone, now)}.`;
  if (!subscription)
    return `A new paper for you. This channel has no daily paper yet. To start one: ${invocation(caller, "daily subscribe")} streaming video`;
  if (subscription.paused)
    return `${pausedLine(subscription.paused).replace(/\.$/, "")}. This would match the channel's topics:`;
  return "No more papers are due here today. These match the channel's topics:";
}

const empty = { outcome: "answer", audience: "asker", buttons: [] } as const;
