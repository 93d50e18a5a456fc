import { INVITED_WITH, NEEDS } from "../needs.ts";
import { TAKES_MESSAGES } from "./channels.ts";
import { guildsOf, lookIntoGuild } from "./guilds.ts";
import { type Ask, createAsk, LookError } from "./rest.ts";
import { permissionsIn } from "./rights.ts";

interface MeetOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly signal: AbortSignal;
}

/** A channel in which the bot can post. */
export interface OpenChannel {
  readonly server: string;
  readonly serverName: string;
  readonly channel: string;
  readonly name: string;
}

/** How many servers are looked through for channels. */
const MOST_GUILDS = 5;

/** The address at which somebody adds the bot to a server, with the permissions that it needs. Rejects with a LookError. */
export async function inviteLink(options: MeetOptions): Promise<string> {
  const { id } = (await asking(options)("/applications/@me")) as { readonly id: string };
  const query = new URLSearchParams({
    client_id: id,
    scope: "bot applications.commands",
    permissions: String(INVITED_WITH),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** The text channels of the bot's servers in which it can post, in Discord's order. None where it can't be told. */
export async function openChannels(options: MeetOptions): Promise<readonly OpenChannel[]> {
  const ask = asking(options);
  try {
    const { id } = (await ask("/users/@me")) as { readonly id: string };
    const guilds = (await guildsOf(ask)).slice(0, MOST_GUILDS);
    const looked = await Promise.all(guilds.map((guild) => lookIntoGuild(ask, guild, id)));
    return looked.flatMap((guild) =>
      guild.channels
        .filter(({ type }) => TAKES_MESSAGES.includes(type))
        .filter((channel) => (permissionsIn(guild, channel) & NEEDS.send.bit) !== 0n)
        .map((channel) => ({
          server: guild.id,
          serverName: guild.name,
          channel: channel.id,
          name: channel.name,
        })),
    );
  } catch (error) {
    if (error instanceof LookError) return [];
    throw error;
  }
}

function asking({ token, apiUrl, signal }: MeetOptions): Ask {
  return createAsk({ token, apiUrl, now: Date.now }, { signal, heard: () => {} });
}
