import type { settings } from "./config.ts";

/** The settings that nobody but the program may read. */
const SECRETS = [
  "DATABASE_URL",
  "NCBI_API_KEY",
  "S2_API_KEY",
  "METRICS_TOKEN",
  "SMTP_URL",
  "PAPERBOY_SECRET",
  "DISCORD_TOKEN",
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "ZOTERO_API_KEY",
] as const satisfies readonly (keyof typeof settings)[];

/** What must not stand in any log, as it may be written there. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return SECRETS.flatMap((name) => {
    const value = env[name]?.trim() ?? "";
    if (!URL.canParse(value)) return value;
    const { password } = new URL(value);
    return [value, password, decoded(password)];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A % that encodes nothing, in a setting that is not accepted.
    return text;
  }
}
