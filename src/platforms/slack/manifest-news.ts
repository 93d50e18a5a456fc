import { parse } from "yaml";
import type { CommandSpec } from "../../chat/command.ts";
import type { Setup } from "../../chat/unasked/setup.ts";
import { type ManifestOptions, manifest, manifestYaml } from "./manifest.ts";

type Manifest = ReturnType<typeof manifest>;

/** Stands for the bot's public address, which only its operator knows. */
const SOMEWHERE = "https://your-address.example";

interface SetupOptions extends Omit<ManifestOptions, "http"> {
  readonly isHttp: boolean;
}

/** The manifest of this version, and the news about it. Throws a ConfigError as the manifest does. */
export function slackSetup(commands: readonly CommandSpec[], { isHttp, ...options }: SetupOptions): Setup {
  const all = { ...options, http: isHttp ? new URL(SOMEWHERE) : undefined };
  const after = manifest(commands, all);
  return {
    platform: "slack",
    file: {
      name: "manifest.yaml",
      content: manifestYaml(commands, all),
      ifTooLong: "Run npm start -- slack manifest to see it.",
    },
    news: (before) => news(before, after, isHttp),
  };
}

function news(before: string | undefined, after: Manifest, isHttp: boolean): string {
  const changes = before === undefined ? [] : changesBetween(before, after);
  const paste = isHttp
    ? `Paste the manifest below in place of what is there, with the bot's public address instead of ${SOMEWHERE}.`
    : "Paste the manifest below in place of what is there.";
  return [
    "This version of Paperboy needs a new app manifest in Slack. What worked before goes on working until you change it.",
    ...(changes.length > 0 ? ["", "What changed:", ...changes.map((change) => `• ${change}`)] : []),
    "",
    "What to do:",
    "1. Open https://api.slack.com/apps, choose the app, then App Manifest.",
    `2. ${paste} To print it again: npm start -- slack manifest`,
    "3. Press Save Changes. If Slack says that permissions changed, press Reinstall to Workspace.",
  ].join("\n");
}

/** A line for each kind of thing that was added, removed or described differently. */
function changesBetween(text: string, after: Manifest): readonly string[] {
  const before = readManifest(text);
  if (!before) return [];
  const listed = (what: string, old: readonly string[], now: readonly string[]) => [
    ...line(
      `New ${what}`,
      now.filter((one) => !old.includes(one)),
    ),
    ...line(
      `Removed ${what}`,
      old.filter((one) => !now.includes(one)),
    ),
  ];
  const lines = [
    ...listed("commands", namesOf(before), namesOf(after)),
    ...listed("permissions", before.oauth_config.scopes.bot, after.oauth_config.scopes.bot),
    ...listed(
      "events",
      before.settings.event_subscriptions.bot_events,
      after.settings.event_subscriptions.bot_events,
    ),
  ];
  return lines.length > 0 ? lines : ["Descriptions and settings"];
}

function line(heading: string, names: readonly string[]): readonly string[] {
  return names.length > 0 ? [`${heading}: ${names.join(", ")}`] : [];
}

function namesOf({ features }: Pick<Manifest, "features">): readonly string[] {
  return features.slash_commands.map(({ command }) => command);
}

/** The manifest that an earlier version wrote; undefined if its shape was different. */
function readManifest(text: string): Manifest | undefined {
  try {
    const old = parse(text) as Manifest;
    const parts = [
      old.features.slash_commands,
      old.oauth_config.scopes.bot,
      old.settings.event_subscriptions.bot_events,
    ];
    return parts.every((part) => Array.isArray(part)) ? old : undefined;
  } catch {
    return undefined;
  }
}
