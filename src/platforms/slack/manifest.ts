import { stringify } from "yaml";
import type { CommandSpec } from "../../chat/command.ts";
import { lastWord, type TopLevel, topLevel } from "../../chat/group.ts";
import { invocation } from "../../chat/naming.ts";
import { usageLine } from "../../chat/options.ts";
import { ConfigError } from "../../errors.ts";
import { cut } from "./escape.ts";
import { eventsInUse, scopesInUse, type Unfurling } from "./features.ts";
import { LIMITS } from "./limits.ts";
import { namingWith } from "./naming.ts";

/** The path of all of Slack's requests in HTTP mode. */
export const REQUEST_PATH = "/slack/events";

export interface ManifestOptions {
  /** What comes before a command's name: "/", or "/lab-" where the plain names are taken. */
  readonly prefix: string;
  /** The public https address of this host, for HTTP mode; Socket Mode needs none. */
  readonly http?: URL | undefined;
  readonly unfurl?: Unfurling | undefined;
  /** Whether the bot may read channels, to find its own posts. */
  readonly history?: boolean | undefined;
}

const NAME = "Paperboy";

/**
 * The app manifest: everything that has to be set up at api.slack.com/apps, with the least scopes that the features in
 * use need. Throws a ConfigError if the prefix makes a command's name one that Slack refuses.
 */
export function manifest(
  commands: readonly CommandSpec[],
  { prefix, http, unfurl, history }: ManifestOptions,
) {
  if (http && http.protocol !== "https:") {
    throw new ConfigError(`Slack only sends to an https address, not to ${http.href}`);
  }
  const url = http && new URL(REQUEST_PATH, http).href;
  const settings = { commands, unfurl, history };
  const shortcuts = commands.flatMap(({ name, description, onMessage }) => {
    if (!onMessage) return [];
    return [
      { name: cut(onMessage.label, LIMITS.shortcutLabel), type: "message", callback_id: name, description },
    ];
  });
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: NAME,
      description: "Finds and recommends research papers",
      background_color: "#1f3a5f",
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: NAME, always_online: true },
      ...(shortcuts.length > 0 && { shortcuts }),
      slash_commands: topLevel(commands).map((top) => ({
        command: slashName(prefix, top.name),
        ...(url && { url }),
        description: ("spec" in top ? top.spec : top.group).description,
        usage_hint: usageHint(top),
        should_escape: false,
      })),
      ...(unfurl && { unfurl_domains: [...unfurl.domains] }),
    },
    oauth_config: { scopes: { bot: scopesInUse(settings) } },
    settings: {
      event_subscriptions: { ...(url && { request_url: url }), bot_events: eventsInUse(settings) },
      interactivity: {
        is_enabled: true,
        // Completions for a form's menu are requested at a separate address.
        ...(url && { request_url: url, message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** The manifest as YAML, to be pasted at api.slack.com/apps. */
export function manifestYaml(commands: readonly CommandSpec[], options: ManifestOptions): string {
  return stringify(manifest(commands, options), { lineWidth: 0 });
}

function usageHint(top: TopLevel): string {
  if ("spec" in top) return usageLine("", top.spec.options).trim() || "no options";
  return top.members.map(({ name }) => lastWord(name)).join(" | ");
}

function slashName(prefix: string, name: string): string {
  const command = invocation(namingWith(prefix), name);
  if (command.length <= LIMITS.commandName && /^\/[a-z0-9][a-z0-9_-]*$/.test(command)) return command;
  throw new ConfigError(
    `Slack takes no command named ${command}: at most ${LIMITS.commandName} lower-case letters, digits, - and _. Choose another COMMAND_PREFIX.`,
  );
}
