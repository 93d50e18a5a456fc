import type { webApi } from "@slack/bolt";
import type { Chat } from "../../../chat/chat.ts";
import type { Caller } from "../../../chat/command.ts";
import type { Naming } from "../../../chat/naming.ts";
import type { Logger } from "../../../log.ts";
import type { IsAdmin } from "./admins.ts";
import type { ReadFiles } from "./attachment.ts";

/** What every listener works with. */
export interface Context {
  readonly chat: Chat;
  readonly log: Logger;
  readonly naming: Naming;
  readonly botUser: string;
  readonly botName: string;
  /** Resolves when it is this answer's turn; see createTurns. */
  readonly turn: () => Promise<void>;
  readonly isAdmin: IsAdmin;
  readonly readFiles: ReadFiles;
}

/** Who asks, and where, as Slack's payloads name them. */
export interface Asker {
  readonly user: string;
  readonly channel: string | undefined;
  readonly team: string | undefined;
}

/** Who asks, with what the commands may need to know of them. */
export async function callerFor(
  { naming, isAdmin }: Context,
  client: webApi.WebClient,
  { user, channel, team }: Asker,
  adminMatters: boolean,
): Promise<Caller> {
  // The ids of direct messages begin with D; what is said there concerns no channel.
  const isShared = channel !== undefined && !channel.startsWith("D");
  return {
    platform: "slack",
    user,
    admin: adminMatters && (await isAdmin(client, user)),
    ...naming,
    ...(isShared && { channel }),
    ...(team !== undefined && { server: team }),
  };
}
