import { type Client, Events } from "discord.js";
import type { Chat } from "../../../chat/chat.ts";
import type { Managers } from "../../../chat/managers.ts";
import type { Logger } from "../../../log.ts";
import type { Take } from "../gateway/connection.ts";
import type { ReadFiles } from "./attachment.ts";
import { onGuildLeft } from "./guild-left.ts";
import { createInteractionHandler } from "./interactions.ts";
import { createMessageHandler } from "./messages.ts";
import { createWelcome } from "./welcome.ts";

interface ListenParts {
  readonly chat: Chat;
  readonly readFiles: ReadFiles;
  readonly managers: Managers;
  readonly now: () => number;
  readonly log: Logger;
}

/** Returns what attaches a listener for each event that is answered. */
export function createListeners({ chat, readFiles, managers, now, log }: ListenParts) {
  const onInteraction = createInteractionHandler(chat, log, readFiles, managers);
  const onMessage = createMessageHandler(chat, log, readFiles, managers);
  const welcome = createWelcome(chat, log, now);
  return (to: Client, take: Take): void => {
    to.on(Events.InteractionCreate, (interaction) => take(() => onInteraction(interaction)));
    to.on(Events.MessageCreate, (message) => take(() => onMessage(message)));
    to.on(Events.GuildCreate, (guild) => {
      take(() => chat.joined({ platform: "discord", server: guild.id }));
      take(() => welcome(guild));
    });
    // Servers that added the bot while it was not running.
    to.once(Events.ClientReady, ({ guilds }) => {
      for (const guild of guilds.cache.values()) take(() => welcome(guild));
    });
    onGuildLeft(to, (left) => take(() => chat.left(left)));
  };
}
