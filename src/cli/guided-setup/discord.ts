import { commands } from "../../../commands/index.ts";
import { messageOf } from "../../errors.ts";
import { discordProbe } from "../../platforms/discord/check-up/check-up.ts";
import { inviteLink, openChannels } from "../../platforms/discord/check-up/meet.ts";
import { chooseChannel, type FirstChannel } from "./channel.ts";
import { askToken, type Guide, lookAndTell } from "./guide.ts";

const specs = commands.map(({ spec }) => spec);

const STEPS = `Discord
1. Open https://discord.com/developers/applications, choose New Application, and name it.
2. Under Bot, choose Reset Token and copy the token. No privileged intent is needed.`;

/** Brings the bot into Discord: token, invitation, commands. Resolves to the channel that gets papers, if one was chosen. */
export async function setUpDiscord(guide: Guide): Promise<FirstChannel | undefined> {
  const { prompter, env } = guide;
  const apiUrl = env.DISCORD_API_URL?.trim() || undefined;
  const token = await acceptedToken(guide, apiUrl);
  if (token === undefined) {
    prompter.say("Discord is left out for now. Run setup again when you have the token.");
    return undefined;
  }
  const options = () => ({ token, apiUrl, signal: AbortSignal.timeout(LOOK_MS) });
  await registerCommands(guide, token, apiUrl);
  let channels = await openChannels(options());
  if (channels.length === 0) {
    const link = await inviteLink(options()).catch(() => undefined);
    if (link === undefined) {
      prompter.say("Discord doesn't answer at the moment. Run setup again in a while; the token is kept.");
      return undefined;
    }
    prompter.say(`Add the bot to your server: open this link, choose the server, and confirm.\n${link}`);
    while (channels.length === 0) {
      const isThere = await prompter.confirm("Have you added it?", true);
      if (!isThere) return undefined;
      channels = await openChannels(options());
      if (channels.length === 0)
        prompter.say("I don't see a channel in which the bot can post yet. Answer n to go on without one.");
    }
  }
  return chooseChannel(
    guide,
    channels.map(({ channel, server, name, serverName }) => ({
      platform: "discord",
      channel,
      server,
      name: `#${name} in ${serverName}`,
    })),
  );
}

const LOOK_MS = 10_000;

/** The token that is set, or a new one, once Discord accepts it; undefined where it was left out. */
async function acceptedToken(guide: Guide, apiUrl: string | undefined): Promise<string | undefined> {
  const { prompter, env, save } = guide;
  let token = env.DISCORD_TOKEN?.trim() ?? "";
  if (token !== "") prompter.say("Discord: a token is set already. Checking it.");
  else prompter.say(STEPS);
  for (;;) {
    const isNew = token === "";
    if (isNew) token = await askToken(guide, "DISCORD_TOKEN", "Bot token");
    if (token === "") return undefined;
    const readLinks = env.DISCORD_READ_LINKS === "on";
    const probe = discordProbe({
      token,
      apiUrl,
      readLinks,
      specs: [],
      subscribed: async () => [],
      now: Date.now,
    });
    const found = await lookAndTell(
      { ...probe, look: async (look) => withoutCommands(await probe.look(look)) },
      guide,
    );
    if (found.every(({ check, level }) => check !== "discord.token" || level === "ok") && !isOut(found)) {
      if (isNew) save({ DISCORD_TOKEN: token });
      return token;
    }
    // A token that could not be checked counts as right.
    if (isOut(found) && !isNew) return undefined;
    if (!isNew) prompter.say(STEPS);
    token = "";
  }
}

type Found = Awaited<ReturnType<typeof lookAndTell>>;

function isOut(found: Found): boolean {
  return found.some(({ check }) => ["discord.network", "discord.limit", "discord.refused"].includes(check));
}

/** They are registered in the next step. */
function withoutCommands(found: Found): Found {
  return found.filter(({ check }) => check !== "discord.commands");
}

async function registerCommands(
  { prompter }: Guide,
  token: string,
  apiUrl: string | undefined,
): Promise<void> {
  try {
    const { register } = await import("../../platforms/discord/register.ts");
    const lines = await register(specs, { token, apiUrl, signal: AbortSignal.timeout(LOOK_MS) });
    prompter.say(`  ✓ ${lines.at(-1) ?? ""}`);
  } catch (error) {
    prompter.say(
      `  ✗ The commands were not registered: ${messageOf(error)}\n    The bot tries again when it starts.`,
    );
  }
}
