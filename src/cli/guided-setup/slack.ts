import { commands } from "../../../commands/index.ts";
import { UNFURLING } from "../../app/platforms.ts";
import type { settings } from "../../config.ts";
import { slackProbe } from "../../platforms/slack/check-up/check-up.ts";
import { createAppLink, joinedChannels } from "../../platforms/slack/check-up/meet.ts";
import { chooseChannel, type FirstChannel } from "./channel.ts";
import { askToken, type Guide, lookAndTell } from "./guide.ts";

const specs = commands.map(({ spec }) => spec);

const LOOK_MS = 10_000;

/** Brings the bot into Slack by Socket Mode: app, both tokens. Resolves to the channel that gets papers, if one was chosen. */
export async function setUpSlack(guide: Guide): Promise<FirstChannel | undefined> {
  const { prompter, env } = guide;
  const apiUrl = env.SLACK_API_URL?.trim() || undefined;
  const isHttp = !env.SLACK_APP_TOKEN?.trim() && env.SLACK_SIGNING_SECRET?.trim();
  prompter.say(env.SLACK_BOT_TOKEN?.trim() ? "Slack: a token is set already. Checking it." : steps(guide));
  const botToken = await accepted(guide, "SLACK_BOT_TOKEN", "Bot User OAuth Token (xoxb-…)", "slack.token");
  if (botToken === undefined) return leftOut(guide);
  if (!isHttp) {
    if (!env.SLACK_APP_TOKEN?.trim())
      prompter.say(
        "Under Basic Information, App-Level Tokens, generate one with the scope connections:write, and copy it.",
      );
    const appToken = await accepted(
      guide,
      "SLACK_APP_TOKEN",
      "App-level token (xapp-…)",
      "slack.socket",
      botToken,
    );
    if (appToken === undefined) return leftOut(guide);
  }
  const look = () => joinedChannels({ botToken, apiUrl, signal: AbortSignal.timeout(LOOK_MS) });
  let joined = await look();
  while (joined.channels.length === 0) {
    prompter.say("Invite the bot to a channel: type “/invite @Paperboy” there.");
    if (!(await prompter.confirm("Have you invited it?", true))) return undefined;
    joined = await look();
  }
  const { team, channels } = joined;
  return chooseChannel(
    guide,
    channels.map(({ id, name = id }) => ({
      platform: "slack",
      channel: id,
      name: `#${name}`,
      ...(team !== undefined && { server: team }),
    })),
  );
}

function steps({ env }: Guide): string {
  const prefix = `/${env.COMMAND_PREFIX?.trim() ?? ""}`;
  const unfurl = env.SLACK_UNFURL === "on" ? UNFURLING : undefined;
  const link = createAppLink(specs, { prefix, unfurl, history: env.SLACK_HISTORY === "on" });
  return `Slack
1. Open this link, choose your workspace, and confirm. If the link is too long for your terminal, choose Create New App, From a manifest at https://api.slack.com/apps, and paste what \`npm start --silent -- slack manifest\` prints.
${link}
2. Choose Install to Workspace. Under OAuth & Permissions, copy the Bot User OAuth Token.`;
}

/** A token that is set, or a new one, once Slack accepts it; undefined where it was left out. */
async function accepted(
  guide: Guide,
  setting: keyof typeof settings & ("SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN"),
  question: string,
  check: string,
  botToken?: string,
): Promise<string | undefined> {
  const { env, save } = guide;
  let token = env[setting]?.trim() ?? "";
  for (;;) {
    const isNew = token === "";
    if (isNew) token = await askToken(guide, setting, question);
    if (token === "") return undefined;
    const found = await lookAndTell(probeOf(guide, token, check, botToken), guide);
    const isAccepted = found.some((one) => one.check === check && one.level === "ok");
    if (isAccepted) {
      if (isNew) save({ [setting]: token });
      return token;
    }
    if (!isNew && found.some((one) => one.check === "slack.network")) return undefined;
    if (!isNew && setting === "SLACK_BOT_TOKEN") guide.prompter.say(steps(guide));
    token = "";
  }
}

function probeOf({ env }: Guide, token: string, check: string, botToken: string | undefined) {
  const probe = slackProbe({
    botToken: botToken ?? token,
    ...(botToken !== undefined && { appToken: token }),
    apiUrl: env.SLACK_API_URL?.trim() || undefined,
    unfurl: env.SLACK_UNFURL === "on" ? UNFURLING : undefined,
    history: env.SLACK_HISTORY === "on",
    specs,
    subscribed: async () => [],
    now: Date.now,
  });
  if (botToken === undefined) return probe;
  // The bot token has been reported already.
  const told = ["slack.token", "slack.scopes"];
  return {
    ...probe,
    look: async (look: Parameters<typeof probe.look>[0]) =>
      (await probe.look(look)).filter((one) => one.check === check || !told.includes(one.check)),
  };
}

function leftOut({ prompter }: Guide): undefined {
  prompter.say(
    "Slack is left out for now. Run setup again when you have the tokens; what was accepted is kept.",
  );
  return undefined;
}
