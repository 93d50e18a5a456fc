import { type Client, Events } from "discord.js";
import type { LeftServer } from "../../../chat/unasked/server-watch.ts";

/** What the gateway sends when a server is gone: for good or, if it says so, only in an outage. */
interface GuildDelete {
  readonly t: string;
  readonly d: { readonly id: string; readonly unavailable?: boolean };
}

/**
 * Tells when the bot was removed from a server. Listens to the raw packet, since discord.js has dropped the server's
 * channels by the time of its own event.
 */
export function onGuildLeft(client: Client, tell: (left: LeftServer) => void): void {
  client.on(Events.Raw, ({ t, d }: GuildDelete) => {
    if (t !== "GUILD_DELETE" || d.unavailable === true) return;
    const channels = [...(client.guilds.cache.get(d.id)?.channels.cache.keys() ?? [])];
    tell({ platform: "discord", server: d.id, channels });
  });
}
