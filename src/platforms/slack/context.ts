import type { webApi } from "@slack/bolt";
import type { Chat } from "../../chat/chat.ts";
import type { Caller } from "../../chat/command.ts";
import type { Logger } from "../../log.ts";
import type { IsAdmin } from "./admins.ts";

/** What every listener works with. */
export interface Context {
  readonly chat: Chat;
  readonly log: Logger;
  /** What comes before a command's name, "/" included. */
  readonly prefix: string;
  readonly botUser: string;
  readonly botName: string;
  /** Resolves when it is this answer's turn; see createTurns. */
  readonly turn: () => Promise<void>;
  readonly isAdmin: IsAdmin;
}

/** Who asks, with what the commands may need to know of them. */
export async function callerFor(
  { prefix, isAdmin }: Context,
  client: webApi.WebClient,
  user: string,
  adminMatters: boolean,
): Promise<Caller> {
  return { platform: "slack", user, admin: adminMatters && (await isAdmin(client, user)), prefix };
}
