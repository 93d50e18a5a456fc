import { commands } from "../../commands/index.ts";
import type { Host } from "../app/host.ts";
import { UNFURLING } from "../app/platforms.ts";
import { ConfigError, UserError } from "../errors.ts";

const specs = commands.map((command) => command.spec);

/** Makes Discord's list of commands the same as ours. */
export async function register(host: Host, guild: string | undefined, dryRun: boolean): Promise<number> {
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

/** Prints the manifest of the Slack app, for requests over `http` if that is given. */
export async function printManifest(host: Host, http: string | undefined): Promise<number> {
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
