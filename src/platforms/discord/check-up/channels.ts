import { counted } from "../../../counted.ts";
import { type DoctorFinding, fine, problem, warning } from "../../../doctor/finding.ts";
import type { SubscribedChannel } from "../../../doctor/probe.ts";
import { NEEDS, type Need } from "../needs.ts";
import { type ChannelFacts, type GuildFacts, permissionsIn, type ThreadFacts } from "./rights.ts";

/** The kinds of channels that take messages: text, voice, announcements, stages. The numbers are the API's. */
export const TAKES_MESSAGES: readonly number[] = [0, 2, 5, 13];

/** So many channels are named one by one. */
const MOST = 25;

/** Whether papers can be posted in each subscribed channel. `guilds` are those that the bot is in and that could be read. */
export function checkChannels(
  subscribed: readonly SubscribedChannel[],
  guilds: readonly GuildFacts[],
): readonly DoctorFinding[] {
  if (subscribed.length === 0) return [];
  const found = subscribed.flatMap((one) => checkChannel(one, guilds));
  if (found.length === 0) {
    const what =
      subscribed.length === 1 ? "the subscribed channel" : `all ${subscribed.length} subscribed channels`;
    return [fine("discord.channels", `The bot can post in ${what}, threads included.`)];
  }
  const left = found.length - MOST;
  if (left <= 0) return found;
  return [
    ...found.slice(0, MOST),
    warning(
      "discord.more",
      `${counted(left, "more finding")} about channels.`,
      "Correct these first, then check again.",
    ),
  ];
}

function checkChannel(
  { channel: id, server }: SubscribedChannel,
  guilds: readonly GuildFacts[],
): readonly DoctorFinding[] {
  const about = { platform: "discord", channel: id, ...(server !== undefined && { server }) };
  for (const guild of guilds) {
    const hereAs = (name: string) => ({
      about: { ...about, server: guild.id, name: `#${name} in ${guild.name}` },
    });
    const channel = guild.channels.find((one) => one.id === id);
    if (channel) return judge(guild, channel, undefined, hereAs(channel.name));
    const thread = guild.threads.find((one) => one.id === id);
    const parent = guild.channels.find((one) => one.id === thread?.parent_id);
    if (thread && parent) return judge(guild, parent, thread, hereAs(thread.name));
  }
  const gone = server !== undefined && !guilds.some((guild) => guild.id === server);
  if (gone)
    return [
      problem(
        "discord.server",
        "A subscribed channel is in a server that the bot is not in any more.",
        "Invite the bot again with the link in docs/hosting.md, or leave it: what belongs to the server is deleted after 30 days.",
        { about, link: "docs/hosting.md#discord-from-zero-to-paper" },
      ),
    ];
  return [
    problem(
      "discord.gone",
      "A subscribed channel was deleted, or is a thread that was archived.",
      "Type /daily subscribe in another channel; this one is paused at its next post. A thread only needs to be opened again.",
      { about },
    ),
  ];
}

function judge(
  guild: GuildFacts,
  channel: ChannelFacts,
  thread: ThreadFacts | undefined,
  more: { readonly about: NonNullable<DoctorFinding["about"]> },
): readonly DoctorFinding[] {
  if (!thread && !TAKES_MESSAGES.includes(channel.type))
    return [
      problem(
        "discord.kind",
        "A subscribed channel is a category or a forum, where nobody can post messages.",
        "Type /daily subscribe in a text channel.",
        more,
      ),
    ];
  if (thread?.isLocked)
    return [problem("discord.locked", "A subscribed thread is locked.", "Unlock it in its menu.", more)];
  const permissions = permissionsIn(guild, channel);
  const lacks = (needs: readonly Need[]) =>
    needs.filter(({ bit }) => (permissions & bit) === 0n).map(({ name: need }) => `“${need}”`);
  const toPost = lacks([NEEDS.view, thread ? NEEDS.sendInThreads : NEEDS.send]);
  if (toPost.length > 0)
    return [
      problem(
        "discord.post",
        `The bot can't post in a subscribed channel: it lacks ${toPost.join(" and ")}.`,
        `In the settings of that channel, under Permissions, allow Paperboy ${toPost.join(" and ")}.`,
        more,
      ),
    ];
  const threads = thread ? [] : lacks([NEEDS.openThreads, NEEDS.sendInThreads]);
  const history = lacks([NEEDS.history]);
  return [
    ...(threads.length > 0
      ? [
          warning(
            "discord.threads",
            `The bot can't put the other papers of a day into a thread: it lacks ${threads.join(" and ")}.`,
            `In the settings of that channel, under Permissions, allow Paperboy ${threads.join(" and ")}.`,
            more,
          ),
        ]
      : []),
    ...(history.length > 0
      ? [
          warning(
            "discord.history",
            `The bot can't read its own posts in a subscribed channel: it lacks ${history.join(" and ")}.`,
            `In the settings of that channel, under Permissions, allow Paperboy ${history.join(" and ")}.`,
            more,
          ),
        ]
      : []),
  ];
}
