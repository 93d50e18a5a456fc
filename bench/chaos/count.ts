import { longDay } from "../../src/delivery/compose.ts";
import { type Delivery, deliveriesOf } from "../../src/store/deliveries.ts";
import type { Place } from "../../src/store/subscriptions.ts";
import { type JsonObject, list, textsOf } from "../../test/support/discord-component-rules.ts";
import type { Scene } from "./scene.ts";

/** What became of a day in all channels. */
export interface Count {
  /** Channels by how their day ended in the ledger. */
  readonly ended: Readonly<Record<string, number>>;
  /** What must never be, one line for each. */
  readonly violations: readonly string[];
}

/** Compares what the platforms hold with what the ledger says of a day. */
export async function countDay(scene: Scene, day: string): Promise<Count> {
  const ended: Record<string, number> = {};
  const violations: string[] = [];
  for (const place of scene.places) {
    const rows = await deliveriesOf(scene.db, place, day);
    const [post] = rows;
    const state = post?.state ?? "no row";
    ended[state] = (ended[state] ?? 0) + 1;
    const found = messagesOf(scene, place);
    const posts = found.filter(({ text }) => text.includes(longDay(day)));
    const say = (what: string) => violations.push(`${place.platform}:${place.channel}: ${what}`);
    if (posts.length > 1) say(`${posts.length} posts`);
    if (found.length - posts.length > 1) say(`${found.length - posts.length} posts in the thread`);
    if (!post) say("no row in the ledger");
    // What follows a post waits with it for a person's word.
    for (const row of state === "uncertain" ? rows.slice(0, 1) : rows) check(row, found, say);
  }
  return { ended, violations };
}

function check(
  { part, state, message, reason }: Delivery,
  found: readonly Message[],
  say: (what: string) => void,
): void {
  const isThere = found.some(({ id }) => id === message);
  if (state === "sent" && !isThere) say(`part ${part} is sent, but there is no message ${message}`);
  if (state === "skipped" && part === 0 && found.length > 0) say(`is skipped (${reason}), but was posted`);
  if (["skipped", "uncertain", "failed"].includes(state) && !reason)
    say(`part ${part} is ${state} without a reason`);
  // Everything was calm for hours in the end.
  if (["planned", "sending", "failed"].includes(state))
    say(`part ${part} is still ${state} (${reason ?? "no reason"})`);
}

interface Message {
  readonly id: string;
  readonly text: string;
}

/** What the bot said in a channel and in its threads. */
function messagesOf({ discord, slack }: Scene, { platform, channel }: Place): readonly Message[] {
  if (platform === "slack") return slack.channels.messages(channel).map(({ ts, text }) => ({ id: ts, text }));
  const { posted } = discord.rest.channels;
  const heads = posted.filter((message) => message.channel_id === channel);
  const ids = new Set(heads.map(({ id }) => id));
  return [...heads, ...posted.filter((message) => ids.has(message.channel_id ?? null))].map(textOf);
}

function textOf(message: JsonObject): Message {
  return { id: String(message.id), text: textsOf(list(message.components)).join("\n") };
}
