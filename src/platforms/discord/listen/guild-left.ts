import { type Client, Events } from "discord.js";
import type { LeftServer } from "../../../chat/unasked/server-watch.ts";

/** What the gateway sends when a server is gone: for good, or, if it says so, in an outage only. */
interface GuildDelete {
  readonly t: string;
  readonly d: { readonly id: string; readonly unavailable?: boolean };
}

/**
 * Tells when the bot was removed from a server. The raw packet is listened to, because by the time of discord.js's own
 * event the server's channels are forgotten.
 */
export function onGuildLeft(client: Client, tell: (left: LeftServer) => void): void {
  client.on(Events.Raw, ({ t, d }: GuildDelete) => {
    if (t !== "GUILD_DELETE" || d.unavailable === true) return;
    const channels = [...(client.guilds.cache.get(d.id)?.channels.cache.keys() ?? [])];
    tell({ platform: "discord", server: d.id, channels });
  });
}
