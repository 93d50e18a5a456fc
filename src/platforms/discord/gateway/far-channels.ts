import { type APIChannel, type Channel, Client, type ClientUser, DiscordAPIError, Routes } from "discord.js";
import { createRecent } from "../../../async/recent.ts";
import { MINUTE_MS } from "../../../time/day.ts";
import { postFailure } from "../post/failure.ts";

interface FarOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
}

/** More channels than a page shows at once. */
const MOST = 500;

/**
 * Channels of servers whose shard another process holds, by Discord's REST API: with their server, its roles and the bot there, as
 * far as permissions need them. Four requests for a channel, at most once a minute. Undefined if there is no such channel, or the
 * bot can't see it; rejects with a PostError.
 */
export function createFarChannels({
  token,
  apiUrl,
}: FarOptions): (id: string) => Promise<Channel | undefined> {
  // It never connects: nothing is heard here.
  const client = new Client({ intents: [], rest: { ...(apiUrl !== undefined && { api: apiUrl }) } });
  client.token = token;
  client.rest.setToken(token);
  const recent = createRecent<Channel | undefined>({
    forMs: MINUTE_MS,
    most: MOST,
    now: () => performance.now(),
  });

  async function read(id: string): Promise<Channel | undefined> {
    try {
      client.user ??= (await client.users.fetch("@me")) as ClientUser;
      const about = (await client.rest.get(Routes.channel(id))) as APIChannel;
      if (!("guild_id" in about) || about.guild_id === undefined) return undefined;
      const guild = await client.guilds.fetch({ guild: about.guild_id, force: true, withCounts: false });
      await Promise.all([guild.channels.fetch(), guild.members.fetchMe({ force: true })]);
      // A thread is not among its server's channels.
      const channel = client.channels.cache.get(id) ?? (await client.channels.fetch(id));
      return channel ?? undefined;
    } catch (error) {
      if (error instanceof DiscordAPIError && GONE.includes(error.status)) return undefined;
      throw postFailure(error, false);
    } finally {
      client.guilds.cache.clear();
      client.channels.cache.clear();
    }
  }

  return (id) => recent(id, () => read(id));
}

/** Not there, or not for this bot. */
const GONE: readonly number[] = [403, 404];
