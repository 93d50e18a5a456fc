import type { webApi } from "@slack/bolt";
import { createRecent } from "../../../async/recent.ts";
import { TIMES } from "../limits.ts";

/** How many channels are remembered: more than a bot posts in. */
const MOST = 2000;

/**
 * The names of channels, e.g. “#papers”. Slack is asked for each once in some minutes, since every visit to a channel's
 * web page needs its name, and tells nothing about private channels without more scopes. While Slack can't be reached,
 * a channel keeps its last known name.
 */
export function createChannelNames(
  client: webApi.WebClient,
  now: () => number = () => performance.now(),
): (channel: string) => Promise<string | undefined> {
  const recent = createRecent<string | undefined>({ forMs: TIMES.channelName, most: MOST, now });
  const known = new Map<string, string>();

  async function ask(channel: string): Promise<string | undefined> {
    const info = await client.conversations.info({ channel }).catch(() => undefined);
    const name = info?.channel?.name;
    if (name === undefined) return known.get(channel);
    known.delete(channel);
    known.set(channel, `#${name}`);
    for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
    return `#${name}`;
  }

  return (channel) => recent(channel, () => ask(channel));
}
