import type { Chat } from "../../../chat/chat.ts";
import type { Caller } from "../../../chat/command.ts";
import type { Naming } from "../../../chat/naming.ts";
import type { Logger } from "../../../log.ts";
import type { RightsOf } from "./admins.ts";
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
  readonly rightsOf: RightsOf;
  /** The workspace that the app was installed in; undefined where that is a whole organisation. */
  readonly team: string | undefined;
  readonly readFiles: ReadFiles;
}

/** Who asks, and where, as Slack's payloads name them. */
export interface Asker {
  readonly user: string;
  readonly channel: string | undefined;
  readonly team: string | undefined;
}

/** Who asks, with what the commands may need to know of them. What takes a look-up is asked for where it matters. */
export async function callerFor(
  { naming, rightsOf, team: home }: Context,
  { user, channel, team }: Asker,
  adminMatters: boolean,
): Promise<Caller> {
  // The ids of direct messages begin with D; what is said there concerns no channel.
  const shared = channel?.startsWith("D") ? undefined : channel;
  // Somebody of another workspace, in a channel that both share, asks in this one all the same.
  const server = home ?? team;
  const rights = adminMatters ? await rightsOf({ user, channel: shared, team }) : { admin: false };
  return {
    platform: "slack",
    user,
    opensForms: true,
    ...rights,
    ...naming,
    ...(shared !== undefined && { channel: shared }),
    ...(server !== undefined && { server }),
  };
}
