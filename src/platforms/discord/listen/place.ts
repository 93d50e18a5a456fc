import { InteractionContextType } from "discord.js";
import type { Action } from "../../../chat/action.ts";
import { isShareable, type Reply } from "../../../chat/reply.ts";
import type { RenderOptions } from "../render.ts";
import type { Answerable } from "./respond.ts";

/** What is the same for every caller in Discord. */
export const DISCORD_CALLER = {
  platform: "discord",
  prefix: "/",
  opensForms: true,
} as const;

/** A private answer can be shared if it holds something and there is somebody to share it with. */
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
