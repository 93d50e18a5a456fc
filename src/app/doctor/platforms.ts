import type { CommandSpec } from "../../chat/command.ts";
import type { Config } from "../../config.ts";
import type { Probe, SubscribedChannel } from "../../doctor/probe.ts";
import type { Subscription } from "../../store/subscriptions.ts";
import { UNFURLING } from "../platforms.ts";

interface PlatformParts {
  readonly specs: readonly CommandSpec[];
  readonly subscribed: Promise<readonly Subscription[]>;
  /** The mail server's last answer to the bot. */
  readonly lastAnswer: Parameters<
    typeof import("../../platforms/email/check-up.ts").emailProbe
  >[0]["lastAnswer"];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A look at each platform that is set up. None of their SDKs is loaded, but for the mail server's. */
export async function platformProbes(
  { discord, slack, mail, daily }: Config,
  { specs, subscribed, lastAnswer, now }: PlatformParts,
): Promise<readonly Probe[]> {
  const channelsOn = (platform: string) => async (): Promise<readonly SubscribedChannel[]> => {
    const made = (await subscribed).filter((one) => one.platform === platform && one.paused?.by !== "person");
    const known = new Set(made.map(({ channel }) => channel));
    // Those of the settings are written into the library at the next start.
    const given = daily.channels.filter((one) => one.platform === platform && !known.has(one.channel));
    const listed: readonly SubscribedChannel[] = given.map(({ channel }) => ({ channel }));
    return [
      ...made.map(({ channel, server }) => ({ channel, ...(server !== undefined && { server }) })),
      ...listed,
    ];
  };
  const probes: Probe[] = [];
  if (discord) {
    const { discordProbe } = await import("../../platforms/discord/check-up/check-up.ts");
    probes.push(discordProbe({ ...discord, specs, subscribed: channelsOn("discord"), now }));
  }
  if (slack) {
    const { slackProbe } = await import("../../platforms/slack/check-up/check-up.ts");
    const unfurl = slack.unfurl ? UNFURLING : undefined;
    probes.push(slackProbe({ ...slack, unfurl, specs, subscribed: channelsOn("slack"), now }));
  }
  if (mail) {
    const { emailProbe } = await import("../../platforms/email/check-up.ts");
    probes.push(emailProbe({ relay: mail.relay, dkim: mail.dkim, lastAnswer }));
  }
  return probes;
}
