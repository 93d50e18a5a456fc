import { type APIMessage, Routes, SnowflakeUtil } from "discord.js";
import type { Posted, Trace } from "../../../chat/poster.ts";
import { codeOf, MISSING_ACCESS } from "./failure.ts";
import type { Requests } from "./rest.ts";
import { carriesTrace } from "./trace.ts";

/** How far clocks may differ, in milliseconds: a message may seem that much older than it is. */
const CLOCK_SKEW_MS = 10 * 60_000;
const PAGE = 100;
/** How many pages of a lively channel are read to find a message. */
const MOST_PAGES = 5;

/** Reads the channel backwards, from now to some time before `since`. */
export async function search(
  requests: Requests,
  { channel, key, since }: Omit<Trace, "thread">,
): Promise<Posted | "absent" | "unknown"> {
  const oldest = since.getTime() - CLOCK_SKEW_MS;
  let before: string | undefined;
  for (let turn = 0; turn < MOST_PAGES; turn += 1) {
    const messages = await readPage(requests, channel, before);
    if (messages === undefined) return "unknown";
    const found = messages.find((message) => carriesTrace(message, key));
    if (found) return { message: found.id };
    const last = messages.at(-1);
    if (last === undefined && before === undefined) return isUnused(requests, channel);
    if (messages.length < PAGE || last === undefined) return "absent";
    if (SnowflakeUtil.timestampFrom(last.id) < oldest) return "absent";
    before = last.id;
  }
  return "unknown";
}

/** Newest first; undefined if the bot may not read them. */
async function readPage(
  requests: Requests,
  channel: string,
  before: string | undefined,
): Promise<readonly APIMessage[] | undefined> {
  try {
    const query = { limit: String(PAGE), ...(before !== undefined && { before }) };
    return (await requests.read(Routes.channelMessages(channel), query)) as APIMessage[];
  } catch (error) {
    if (MISSING_ACCESS.includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}

/** A channel in which nothing was ever said looks the same as one whose history the bot may not read: no messages. */
async function isUnused(requests: Requests, channel: string): Promise<"absent" | "unknown"> {
  const about = (await requests.read(Routes.channel(channel))) as { last_message_id?: string | null };
  return about.last_message_id === null ? "absent" : "unknown";
}
