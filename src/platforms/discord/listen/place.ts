import { InteractionContextType } from "discord.js";
import type { Action } from "../../../chat/action.ts";
import { isShareable, type Reply } from "../../../chat/reply.ts";
import type { RenderOptions } from "../render.ts";
import type { Answerable } from "./respond.ts";

/** What holds for whoever asks in Discord. */
export const DISCORD_CALLER = {
  platform: "discord",
  prefix: "/",
  opensForms: true,
} as const;

/** A private answer can be shared if there is something in it and somebody to share it with. */
export function shareable(
  interaction: Answerable,
  reply: Reply,
  share: Action | undefined,
): RenderOptions["share"] {
  return isShareable(reply) && !isDirect(interaction) ? share : undefined;
}

export function isDirect({ context }: Answerable): boolean {
  return context === InteractionContextType.BotDM;
}
