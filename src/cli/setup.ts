import { commands } from "../../commands/index.ts";
import type { Host } from "../app/host.ts";
import { UNFURLING } from "../app/platforms.ts";
import { ConfigError, UserError } from "../errors.ts";
import { defineSubcommand } from "./subcommand.ts";

const specs = commands.map((command) => command.spec);

export const registerDiscord = defineSubcommand({
  name: "discord register",
  description: "Register the slash commands with Discord",
  flags: {
    guild: { value: "ID", description: "Only in this server, where they appear at once" },
    "dry-run": { description: "Change nothing; show what would change" },
  },
  run: (host, { has, value }) => register(host, value("guild"), has("dry-run")),
});

export const slackManifest = defineSubcommand({
  name: "slack manifest",
  description: "Print the app manifest to paste into Slack",
  flags: { http: { value: "URL", description: "For HTTP instead of Socket Mode: the bot's public address" } },
  example: "--http https://papers.example.org",
  run: (host, { value }) => printManifest(host, value("http")),
});

/** Makes Discord's list of commands the same as ours. */
async function register(host: Host, guild: string | undefined, dryRun: boolean): Promise<number> {
  const { discord } = host.config;
  if (!discord) throw new ConfigError("Set DISCORD_TOKEN first; the README says where to find it.");
  if (guild !== undefined && !/^\d{15,21}$/.test(guild)) {
    throw new UserError(
      "--guild takes a server's id, a number of 15 to 21 digits (Discord: right-click the server, Copy Server ID).",
    );
  }
  const discordCommands = await import("../platforms/discord/register.ts");
  for (const line of await discordCommands.register(specs, {
    ...discord,
    dryRun,
    ...(guild !== undefined && { guild }),
  }))
    host.output.write(`${line}\n`);
  return 0;
}

async function printManifest(host: Host, http: string | undefined): Promise<number> {
  if (http !== undefined && !URL.canParse(http))
    throw new UserError("--http takes the public https address of this bot, e.g. https://papers.example.org");
  const { manifestYaml } = await import("../platforms/slack/manifest.ts");
  const { commandPrefix, slackFeatures } = host.config;
  const prefix = `/${commandPrefix}`;
  const { history } = slackFeatures;
  const unfurl = slackFeatures.unfurl ? UNFURLING : undefined;
  const url = http === undefined ? undefined : new URL(http);
  host.output.write(manifestYaml(specs, { prefix, unfurl, history, http: url }));
  return 0;
}
