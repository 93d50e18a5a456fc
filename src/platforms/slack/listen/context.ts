import type { Chat } from "../../../chat/chat.ts";
import type { Caller } from "../../../chat/command.ts";
import type { Naming } from "../../../chat/naming.ts";
import type { Logger } from "../../../log.ts";
import { toPlatformError } from "../errors.ts";
import type { RightsOf } from "./admins.ts";
import type { ReadFiles } from "./attachment.ts";

/** What every listener needs. */
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

/** The asker and the place, as Slack's payloads name them. */
export interface Asker {
  readonly user: string;
  readonly channel: string | undefined;
  readonly team: string | undefined;
}

/** The place of a Caller: the ids of direct messages begin with D, and those have no channel. */
export function whereAsked({ user, channel }: Asker): Pick<Caller, "platform" | "user" | "channel"> {
  const isShared = channel !== undefined && !channel.startsWith("D");
  return { platform: "slack", user, ...(isShared && { channel }) };
}

/** The caller, with what commands may need to know. Whatever takes a look-up is only looked up where it matters. */
export async function callerFor(
  { naming, rightsOf, team: home }: Context,
  asker: Asker,
  adminMatters: boolean,
): Promise<Caller> {
  const { team } = asker;
  const place = whereAsked(asker);
  // Somebody of another workspace asks in this one all the same, through a channel that both share.
  const server = home ?? team;
  const rights = adminMatters
    ? await rightsOf({ user: asker.user, channel: place.channel, team })
    : { admin: false };
  return {
    ...place,
    opensForms: true,
    ...rights,
    ...naming,
    ...(server !== undefined && { server }),
  };
}

/**
 * Acknowledges a request. If the socket has dropped just now, Slack repeats the request, and the answer does not need
 * the socket.
 */
export async function acknowledge(ack: () => Promise<void>, { log }: Pick<Context, "log">): Promise<void> {
  try {
    await ack();
  } catch (error) {
    log.warn({ err: toPlatformError(error) }, "could not acknowledge a request");
  }
}
