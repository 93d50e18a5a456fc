import type { CommandSpec } from "../../../chat/command.ts";
import { type ManifestOptions, manifest } from "../manifest.ts";
import type { Membership } from "./channels.ts";
import { createCall, LookError } from "./web-api.ts";

interface MeetOptions {
  readonly botToken: string;
  readonly apiUrl?: string | undefined;
  readonly signal: AbortSignal;
}

/** The address at which Slack makes the app from its manifest. Throws a ConfigError as the manifest does. */
export function createAppLink(commands: readonly CommandSpec[], options: ManifestOptions): string {
  const query = new URLSearchParams({
    new_app: "1",
    manifest_json: JSON.stringify(manifest(commands, options)),
  });
  return `https://api.slack.com/apps?${query}`;
}

/** The channels that the bot is in, and its workspace. None where it can't be told. */
export async function joinedChannels({ botToken, apiUrl, signal }: MeetOptions): Promise<{
  readonly team?: string;
  readonly channels: readonly Membership[];
}> {
  const call = createCall({ token: botToken, apiUrl, now: Date.now }, { signal, heard: () => {} });
  try {
    const { body: me } = await call("auth.test");
    const { body } = await call("users.conversations", {
      types: "public_channel,private_channel",
      exclude_archived: "true",
      limit: "200",
    });
    const channels = (body.channels ?? []) as readonly Membership[];
    return { channels, ...(typeof me.team_id === "string" && { team: me.team_id }) };
  } catch (error) {
    if (error instanceof LookError) return { channels: [] };
    throw error;
  }
}
