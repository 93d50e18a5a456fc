/** What Slack refuses in an app manifest, written down from its schema (version 2). An empty list is a good manifest. */
type Json = Readonly<Record<string, unknown>>;

const KEYS: Readonly<Record<string, readonly string[]>> = {
  "": ["_metadata", "display_information", "features", "oauth_config", "settings"],
  display_information: ["name", "description", "long_description", "background_color"],
  features: ["app_home", "bot_user", "shortcuts", "slash_commands", "unfurl_domains"],
  oauth_config: ["redirect_urls", "scopes"],
  settings: [
    "event_subscriptions",
    "interactivity",
    "org_deploy_enabled",
    "socket_mode_enabled",
    "token_rotation_enabled",
  ],
};

export function manifestFaults(manifest: Json): string[] {
  const { display_information, features, settings } = manifest as Readonly<Record<string, Json>>;
  const { name, description, long_description, background_color } = display_information ?? {};
  const socket = settings?.socket_mode_enabled === true;
  return [
    ...Object.entries(KEYS).flatMap(([path, known]) =>
      Object.keys(path ? ((manifest[path] ?? {}) as Json) : manifest)
        .filter((key) => !known.includes(key))
        .map((key) => `unknown key ${path}.${key}`),
    ),
    ...length("name", name, 1, 35),
    ...length("description", description ?? "x", 1, 140),
    ...(long_description === undefined ? [] : length("long_description", long_description, 175, 4000)),
    ...(/^#[0-9a-f]{6}$/i.test(String(background_color ?? "#000000")) ? [] : ["background_color"]),
    ...list(features?.slash_commands, 50).flatMap((command) => commandFaults(command, socket)),
    ...duplicates("command", list(features?.slash_commands, 50)),
    ...list(features?.shortcuts, 10).flatMap(shortcutFaults),
    ...(list(features?.shortcuts, 10).length > 10 ? ["more than 10 shortcuts"] : []),
    ...domainFaults((features?.unfurl_domains ?? []) as readonly string[]),
    ...requestUrlFaults(settings ?? {}, socket),
  ];
}

/** Commands that Slack has itself, and was seen to refuse in a manifest. */
const BUILT_IN = ["/status", "/search", "/topic", "/who", "/remind", "/me", "/msg", "/invite", "/mute"];

function commandFaults({ command, description, usage_hint, url }: Json, socket: boolean): string[] {
  return [
    ...(/^\/[a-z0-9][a-z0-9_-]{0,30}$/.test(String(command)) ? [] : [`command ${String(command)}`]),
    ...(BUILT_IN.includes(String(command)) ? [`${String(command)} has an invalid name`] : []),
    ...length("description", description, 1, 2000),
    ...length("usage_hint", usage_hint ?? "x", 1, 1000),
    ...(socket === (url === undefined) ? [] : [`url of ${String(command)}`]),
    ...(url === undefined || String(url).startsWith("https://") ? [] : [`not https: ${String(url)}`]),
  ];
}

function shortcutFaults({ name, type, callback_id, description }: Json): string[] {
  return [
    ...length("shortcut", name, 1, 24),
    ...(type === "message" || type === "global" ? [] : [`shortcut of type ${String(type)}`]),
    ...length("callback_id", callback_id, 1, 255),
    ...length("shortcut description", description, 1, 150),
  ];
}

function domainFaults(domains: readonly string[]): string[] {
  const bad = domains.filter((domain) => !/^(?![.-])([-a-z0-9.])+([a-z0-9])$/.test(domain));
  return [...bad.map((domain) => `domain ${domain}`), ...(domains.length > 5 ? ["more than 5 domains"] : [])];
}

function requestUrlFaults({ event_subscriptions, interactivity }: Json, socket: boolean): string[] {
  return [event_subscriptions, interactivity].flatMap((part) => {
    const { request_url } = (part ?? {}) as Json;
    return socket === (request_url === undefined) ? [] : ["request_url does not go with the mode"];
  });
}

function list(value: unknown, max: number): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]).slice(0, max + 1) : [];
}

function duplicates(key: string, items: readonly Json[]): string[] {
  return new Set(items.map((item) => item[key])).size === items.length ? [] : [`${key} twice`];
}

function length(name: string, value: unknown, min: number, max: number): string[] {
  const { length: size } = typeof value === "string" ? value : "";
  return size < min || size > max ? [`${name} has ${size} characters`] : [];
}
