import { counted } from "../../../counted.ts";
import { type DoctorFinding, fine, problem, warning } from "../../../doctor/finding.ts";
import type { SubscribedChannel } from "../../../doctor/probe.ts";

/** A channel that the bot is in, as users.conversations lists it. */
export interface Membership {
  readonly id: string;
  readonly name?: string;
  readonly is_archived?: boolean;
}

/** So many channels are named one by one. */
const MOST = 25;

/** Whether the bot is in each channel that gets papers. */
export function checkChannels(
  subscribed: readonly SubscribedChannel[],
  known: readonly Membership[],
  botName: string,
): readonly DoctorFinding[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  const found = subscribed.flatMap((one) => checkChannel(one, byId.get(one.channel), botName));
  if (found.length === 0) {
    const what =
      subscribed.length === 1 ? "the subscribed channel" : `all ${subscribed.length} subscribed channels`;
    return [fine("slack.channels", `The bot is in ${what}.`)];
  }
  const left = found.length - MOST;
  if (left <= 0) return found;
  return [
    ...found.slice(0, MOST),
    warning(
      "slack.more",
      `${counted(left, "more finding")} about channels.`,
      "Correct these first, then check again.",
    ),
  ];
}

function checkChannel(
  { channel, server }: SubscribedChannel,
  known: Membership | undefined,
  botName: string,
): readonly DoctorFinding[] {
  const about = { platform: "slack", channel, ...(server !== undefined && { server }) };
  if (!known)
    return [
      problem(
        "slack.member",
        "The bot is not in a subscribed channel.",
        `Type “/invite @${botName}” in that channel.`,
        { about },
      ),
    ];
  if (known.is_archived)
    return [
      problem(
        "slack.archived",
        "A subscribed channel is archived.",
        "Unarchive it in its settings, or subscribe another channel.",
        { about: { ...about, ...(known.name !== undefined && { name: `#${known.name}` }) } },
      ),
    ];
  return [];
}
