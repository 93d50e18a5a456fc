import type { SecretShape } from "../../doctor/settings.ts";

/** What the platforms' secrets look like, so that one in the wrong line is recognised. */
export const SHAPES: readonly SecretShape[] = [
  {
    settings: ["DISCORD_TOKEN"],
    pattern: /^[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}$/u,
    what: "a Discord bot token (three parts with dots between)",
  },
  { settings: ["SLACK_BOT_TOKEN"], pattern: /^xoxb-/u, what: "a Slack bot token (xoxb-…)" },
  { settings: ["SLACK_APP_TOKEN"], pattern: /^xapp-/u, what: "a Slack app-level token (xapp-…)" },
  {
    settings: ["SLACK_SIGNING_SECRET"],
    pattern: /^[0-9a-f]{32}$/u,
    what: "a Slack signing secret (32 letters a to f and digits)",
  },
  { settings: [], pattern: /^xox[ape]-|^xoxe\./u, what: "the Slack token of a person" },
  { settings: [], pattern: /^\d{15,21}$/u, what: "an id, such as the application's" },
  { settings: [], pattern: /^[0-9a-f]{64}$/u, what: "the public key of a Discord application" },
  { settings: [], pattern: /^https?:\/\//u, what: "an address" },
];
