import type { Caller } from "../chat/command.ts";
import type { Card } from "../chat/reply.ts";
import type { Standing } from "../delivery/delivery.ts";
import { UserError } from "../errors.ts";

/** A channel, with the server that it belongs to where that is known. */
type Place = Pick<Standing["subscription"], "platform" | "channel" | "server">;

/** The channel where it was asked. Throws a UserError where there is none. */
export function thisChannel({
  platform,
  channel,
}: Caller): Pick<Standing["subscription"], "platform" | "channel"> {
  if (channel === undefined)
    throw new UserError("Run this in a channel. Direct messages don't have a daily paper.");
  return { platform, channel };
}

/** An admin, and where they are one. Nobody in particular is the host. */
export type Seer = { readonly [Key in "channel" | "server" | "user"]?: string | undefined } & {
  readonly platform: string;
  readonly onlyHere?: boolean | undefined;
};

/** Whether an admin may see what a channel gets: the host everything, others what is theirs, be it this channel alone. */
export function maySee(
  { platform, channel, server, user, onlyHere = false }: Seer,
  subscription: Place,
): boolean {
  if (user === undefined) return true;
  if (platform !== subscription.platform) return false;
  if (channel === subscription.channel) return true;
  return !onlyHere && server !== undefined && server === subscription.server;
}

/** Whether a subscription is the one of the channel where it was asked. */
export function isHere(
  { platform, channel }: Pick<Seer, "platform" | "channel">,
  subscription: Place,
): boolean {
  return subscription.platform === platform && subscription.channel === channel;
}

/** A channel for a card: its own platform shows it by its name. */
export function channelOf({ platform, channel }: Place): NonNullable<Card["channel"]> {
  return { platform, id: channel };
}

/** What to call a channel where its platform does not show its name: at the host's terminal, by the id that its settings have. */
export function channelName(caller: Pick<Seer, "platform" | "channel">, subscription: Place): string {
  const { platform, channel } = subscription;
  if (isHere(caller, subscription)) return "This channel";
  if (platform === caller.platform) return "Another channel";
  return `${platform.charAt(0).toUpperCase()}${platform.slice(1)} channel ${channel}`;
}
