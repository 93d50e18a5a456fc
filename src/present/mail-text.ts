import type { Caller } from "../chat/command.ts";
import { type Button, buttons, note, type Reply } from "../chat/reply.ts";
import { counted } from "../counted.ts";
import { maskAddress } from "../mail/address.ts";
import type { MailContent, MailStanding } from "../mail/mail.ts";
import { describeEvery } from "../time/read-when.ts";
import { zoneWords } from "../time/zone-names.ts";
import { dateLine } from "./paper-card.ts";
import { clause, momentOf } from "./subscription-text.ts";

/** What can come by mail, in the words of forms; `channel` is one of those only where there is a channel. */
export const CONTENT_LABELS: Readonly<Record<Exclude<MailContent, "channel">, string>> = {
  foryou: "Papers picked for me, by my votes, saves and follows",
  topics: "Papers on topics",
  search: "What a search finds",
  trending: "What is new and trending",
};

export const EVERY_CHOICES = [
  { label: "A mail every day", value: "day" },
  { label: "One mail a week, with the week's best papers", value: "week" },
] as const;

export const EMPTY_CHOICES = [
  { label: "Send the month's best papers", value: "best" },
  { label: "Send nothing", value: "quiet" },
  { label: "Send a line that says why", value: "explain" },
] as const;

/**
 * "3 papers every weekday at 09:00 Berlin time, picked for you, to a…@example.org"; `source` is the name of the channel
 * they are for.
 */
export function mailLine({ address, what, query, settings }: MailStanding, source = "the channel"): string {
  const { topics, papers, every, days, time, timezone, categories, whenEmpty } = settings;
  const about: Readonly<Record<typeof what, string>> = {
    foryou: "picked for you",
    topics: `on ${topics.join(", ")}`,
    search: `found by “${query}”`,
    channel: `posted in ${source}`,
    trending: "of what is new and trending",
  };
  const parts = [
    `${counted(papers, "paper")} ${describeEvery(every === "week" ? days.slice(0, 1) : days)} at ${time} ${zoneWords(timezone)}`,
    about[what],
    categories.length > 0 && `in ${categories.join(", ")}`,
    whenEmpty === "quiet" && "or nothing if no paper matches",
    whenEmpty === "explain" && "or a line that says why there are none",
    `to ${maskAddress(address)}`,
  ];
  return parts.filter(Boolean).join(", ");
}

const CHANGE: Button = { label: "Change", action: { command: "daily mail", options: {}, effect: "form" } };

/** A note about somebody's papers by mail, with the time of the next ones. */
export function mailNote(
  text: string,
  { subscription, last, next }: MailStanding,
  { opensForms }: Pick<Caller, "opensForms">,
  now: Date,
): Reply {
  const paused =
    subscription?.paused && `Paused: ${subscription.paused.reason} I'll try again within an hour.`;
  return {
    ...note([text, last && lastLine(last), paused].filter(Boolean).join("\n\n")),
    ...(next && subscription && { moment: momentOf(next, subscription.timezone, now) }),
    buttons: buttons(
      ...(last?.state === "uncertain"
        ? [decide(last, "Send them again", "post"), decide(last, "They're there", "drop")]
        : []),
      opensForms ? CHANGE : undefined,
      {
        label: "Stop the mail",
        action: { command: "daily mail", options: { address: "stop" }, effect: "answer" },
      },
    ),
  };
}

/** What became of the last mail: "sent" is what the mail server reports, not the inbox. */
function lastLine({ day, state, reason }: Last): string {
  const what = `The papers of ${dateLine(day)}`;
  if (state === "sent") return `${what} went to the mail server.`;
  if (state === "uncertain") return `${what} may be missing. Are they in your inbox?`;
  if (state === "skipped") return `${what} weren't sent (${clause(reason)}).`;
  return state === "failed" ? `${what} aren't sent yet (${clause(reason)}).` : `${what} are on their way.`;
}

type Last = NonNullable<MailStanding["last"]>;

function decide({ id }: Last, label: string, answer: string): Button {
  return { label, action: { command: "status", options: { uncertain: id, answer }, effect: "answer" } };
}
