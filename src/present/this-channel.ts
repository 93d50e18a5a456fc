import type { Caller } from "../chat/command.ts";
import type { Standing } from "../delivery/delivery.ts";
import { UserError } from "../errors.ts";

/** The channel where it was asked. Throws a UserError where there is none. */
export function thisChannel({
  platform,
  channel,
}: Caller): Pick<Standing["subscription"], "platform" | "channel"> {
  if (channel === undefined)
    throw new UserError(
      "Ask me that in the channel that it is about; a private conversation has no daily paper.",
    );
  return { platform, channel };
}

/** Whether an admin may see what a channel gets: the host everything, others what is theirs, be it this channel alone. */
export function maySee(
  { platform, channel, server, user, onlyHere = false }: Caller,
  subscription: Standing["subscription"],
): boolean {
  if (user === undefined) return true;
  if (platform !== subscription.platform) return false;
  if (channel === subscription.channel) return true;
  return !onlyHere && server !== undefined && server === subscription.server;
}
