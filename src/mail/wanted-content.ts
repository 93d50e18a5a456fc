import { UserError } from "../errors.ts";
import type { Mailbox } from "../store/mail/mailboxes.ts";
import type { SubscriptionSettings } from "../store/subscriptions.ts";
import type { MailOwner, TypedMail } from "./mail.ts";

/** What the mails have in them, and where their reader's votes count. */
export type WantedContent = Pick<Mailbox, "what" | "query" | "channel" | "server">;

/**
 * Merges what was typed into what was set before; giving topics or a search selects them. `topics` are the topics after the change. Throws
 * a UserError where something is missing.
 */
export function wantedContent(
  { what: typedWhat, search, topics: typedTopics }: TypedMail,
  { topics }: Pick<SubscriptionSettings, "topics">,
  { channel, server, user }: MailOwner,
  before?: WantedContent,
): WantedContent {
  const named = search !== undefined ? "search" : typedTopics !== undefined ? "topics" : undefined;
  const what = typedWhat ?? named ?? before?.what ?? "foryou";
  const query = search ?? before?.query;
  if (what === "topics" && topics.length === 0)
    throw missing("topics", "Which topics? Put commas between them.", "streaming video, KV caches");
  if (what === "search" && query === undefined)
    throw missing("search", "Which search? Give its words.", "streaming video author:Zhang");
  const isNewChannel = what === "channel" && (typedWhat === "channel" || before?.what !== "channel");
  if (isNewChannel && (channel === undefined || user === undefined))
    throw new UserError("Run this in the channel whose papers you want.");
  const origin = before === undefined || isNewChannel ? { channel, server } : before;
  return {
    what,
    ...(what === "search" && query !== undefined && { query }),
    ...(origin.channel !== undefined && { channel: origin.channel }),
    ...(origin.server !== undefined && { server: origin.server }),
  };
}

/** The error for an option; `instead` is an example that would do. */
export function missing(option: "address" | "topics" | "search", text: string, instead: string): UserError {
  return new UserError(text, { problems: [{ option, text, instead }] });
}
