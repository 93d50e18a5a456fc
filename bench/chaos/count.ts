import { longDay } from "../../src/delivery/compose.ts";
import { type Delivery, deliveriesOf, deliveryId } from "../../src/store/deliveries.ts";
import { isMailbox } from "../../src/store/mail/mailboxes.ts";
import { findSubscription, type Place } from "../../src/store/subscriptions.ts";
import { type JsonObject, list, textsOf } from "../../test/support/discord/component-rules.ts";
import { addressOf } from "../support/mailboxes.ts";
import type { Scene } from "./scene.ts";

/** What became of a day in all channels. */
export interface Count {
  /** Channels by how their day ended in the ledger. */
  readonly ended: Readonly<Record<string, number>>;
  /** Second posts that no claim prevents, since the network held the first one for longer than a claim lasts. */
  readonly late: number;
  /** Violations of what must always hold, one line each. */
  readonly violations: readonly string[];
}

type Platforms = Pick<Scene, "db" | "places" | "history" | "discord" | "slack" | "mail" | "lost" | "held">;

/** Compares what the platforms hold with what the ledger says of a day. */
export async function countDay(scene: Platforms, day: string): Promise<Count> {
  const ended: Record<string, number> = {};
  const violations: string[] = [];
  let late = 0;
  for (const place of scene.places) {
    const rows = await deliveriesOf(scene.db, place, day);
    const [post] = rows;
    const state = post?.state ?? "no row";
    ended[state] = (ended[state] ?? 0) + 1;
    const say = (what: string) => violations.push(`${place.platform}:${place.channel}: ${what}`);
    const { posts, replies } = messagesOf(scene, place);
    const isHeld = (kind: "post" | "thread") => scene.held.has(deliveryId(place, day, kind));
    if (posts.length > 1 && isHeld("post")) late += 1;
    else if (posts.length > 1) say(`${posts.length} posts`);
    if (replies.length > 1 && isHeld("thread")) late += 1;
    else if (replies.length > 1) say(`${replies.length} messages in the thread`);
    if (posts.some(({ text }) => !text.includes(longDay(day)))) say("a post for another day");
    if (!post) say("no row in the ledger");
    const subscription = await findSubscription(scene.db, place);
    // Nothing that happens here concerns a single channel.
    if (subscription?.paused) say(`paused: ${subscription.paused.reason}`);
    const isReadable = isMailbox(place) ? false : place.platform !== "slack" || scene.history;
    // What follows a post waits with it for a person's decision.
    for (const row of state === "uncertain" ? rows.slice(0, 1) : rows) {
      // Where the channel can be read, the program finds out by itself; elsewhere it may ask about what it can't know.
      const mayAsk = !isReadable && scene.lost.has(row.id);
      check(row, row.kind === "thread" ? replies : posts, mayAsk, say);
    }
  }
  return { ended, late, violations };
}

function check(
  { kind, state, message, reason = "no reason" }: Delivery,
  found: readonly Message[],
  mayAsk: boolean,
  say: (what: string) => void,
): void {
  const what = `the ${kind} is ${state}`;
  if (state === "sent") {
    if (!found.some(({ id }) => id === message)) say(`${what}, but there is no message ${message}`);
    return;
  }
  // Whoever is asked is told why.
  if (state === "uncertain" && mayAsk && reason !== "no reason") return;
  // Everything was calm for hours at the end, and the day was not over.
  say(`${what} (${reason}), and ${found.length} messages are there`);
}

interface Message {
  readonly id: string;
  readonly text: string;
}

interface Said {
  /** In the channel itself. */
  readonly posts: readonly Message[];
  /** In threads below those. */
  readonly replies: readonly Message[];
}

/** What the bot posted in a channel. */
function messagesOf({ discord, slack, mail }: Platforms, { platform, channel }: Place): Said {
  if (isMailbox({ platform }))
    return { posts: mail.taken.filter(({ to }) => to === addressOf(channel)), replies: [] };
  if (platform === "slack") {
    const all = slack.channels.messages(channel).map(({ ts, ...rest }) => ({ id: ts, ...rest }));
    const isReply = (message: (typeof all)[number]) => message.thread_ts !== undefined;
    return { posts: all.filter((message) => !isReply(message)), replies: all.filter(isReply) };
  }
  const { posted } = discord.rest.channels;
  const posts = posted.filter((message) => message.channel_id === channel).map(textOf);
  // A thread has the id of the message it belongs to.
  const replies = posted.filter((message) => posts.some(({ id }) => id === message.channel_id)).map(textOf);
  return { posts, replies };
}

function textOf(message: JsonObject): Message {
  return { id: String(message.id), text: textsOf(list(message.components)).join("\n") };
}
