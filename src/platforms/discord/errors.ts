import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError } from "discord.js";
import { messageOf, PlatformError } from "../../errors.ts";

/** An error of discord.js in plain words that say what to do. `code` is Discord's own, or Node's. */
export function explain(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  const code = codeOf(error);
  const words = WORDS[code] ?? fallback(code, error);
  return new PlatformError("discord", code, words, { cause: error });
}

/** Whether trying again can help: an outage passes, a wrong token does not. */
export function isPassing({ code }: PlatformError): boolean {
  if (PERMANENT.has(code)) return false;
  return !/^4\d\d$/.test(code) || code === "429" || code === "408";
}

/** Whether the interaction is over: it came too late, or was answered already. Nothing can be sent any more. */
export function isOver({ code }: PlatformError): boolean {
  return code === "10062" || code === "40060" || code === "10015";
}

const PORTAL = "the Developer Portal (https://discord.com/developers/applications)";
const BAD_TOKEN = `Discord does not accept the bot token. Copy a fresh one from ${PORTAL}, “Bot”, “Reset Token”, into DISCORD_TOKEN.`;
const WRONG_SHARDS = "Discord does not accept this number of shards. Set DISCORD_SHARDS to auto.";

const WORDS: Readonly<Record<string, string>> = {
  [DiscordjsErrorCodes.TokenInvalid]: BAD_TOKEN,
  401: BAD_TOKEN,
  4004: BAD_TOKEN,
  4010: WRONG_SHARDS,
  4011: WRONG_SHARDS,
  4012: "Discord no longer supports the gateway version of this program. Update Paperboy.",
  4013: "Discord doesn't know an intent that this version asks for. Update Paperboy.",
  4014: `Discord doesn't allow the bot's intents. With DISCORD_READ_LINKS=on, switch the Message Content Intent on in ${PORTAL}, “Bot”; otherwise check there whether the application is disabled or limited.`,
  10003: "The channel was deleted, or the bot can't see it.",
  10008: "The message was deleted.",
  10015: "The interaction has expired: Discord waits 15 minutes.",
  10062: "The answer came too late: Discord waits 3 seconds.",
  40060:
    "The interaction was already answered. Check whether another copy of the bot runs with the same token.",
  40094: "Discord allows no further messages for this interaction.",
  50001: "The bot has no access: it is not in that server, or lacks the permission “View Channel” there.",
  50007: "This person doesn't accept direct messages.",
  50013: "The bot lacks a permission. Give it “View Channel” and “Send Messages” there.",
  50035: "Discord refused the message as invalid. This is a bug in Paperboy. Report it.",
  10004: "The bot is no longer in that server.",
  40058: "Forums don't accept plain messages. Choose a text channel.",
  50024: "That kind of channel doesn't accept messages. Choose a text channel.",
  50083: "The thread is archived. Reopen it.",
  160005: "The thread is locked. Unlock it.",
  160002: "The bot can't reply there. Give it the permission “Read Message History”.",
  403: "Discord forbids this. Check whether the bot was invited with the scopes “bot” and “applications.commands”.",
  404: "Discord doesn't know this address. If DISCORD_API_URL is set, check it.",
  429: "Discord asks for fewer requests. The bot slows down by itself.",
  ETIMEDOUT: "Discord did not answer in time.",
  ECONNRESET: "The connection to Discord broke off.",
  UND_ERR_SOCKET: "The connection to Discord broke off.",
  ECONNREFUSED:
    "Nothing answers at Discord's address. Check whether this machine is online, and DISCORD_API_URL if it is set.",
  ENOTFOUND:
    "Discord's address can't be found. Check whether this machine is online, and DISCORD_API_URL if it is set.",
  EAI_AGAIN: "Discord's address can't be looked up. Check whether this machine is online.",
};

/** How discord.js words the gateway's close codes. */
const GATEWAY_MESSAGES: Readonly<Record<string, string>> = {
  "Authentication failed": "4004",
  "Invalid shard": "4010",
  "Sharding is required": "4011",
  "Used an invalid API version": "4012",
  "Used invalid intents": "4013",
  "Used disallowed intents": "4014",
};

const PERMANENT = new Set<string>([DiscordjsErrorCodes.TokenInvalid, ...Object.values(GATEWAY_MESSAGES)]);

function codeOf(error: unknown): string {
  // A proxy's refusals have no code of Discord's, whatever the types say.
  if (error instanceof DiscordAPIError) return String(error.code || error.status);
  if (error instanceof HTTPError) return String(error.status);
  if (error instanceof DiscordjsError) return String(error.code);
  // This is how discord.js, and a deadline of ours, end what takes too long.
  if (error instanceof Error && ["AbortError", "TimeoutError"].includes(error.name)) return "ETIMEDOUT";
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return code ?? GATEWAY_MESSAGES[messageOf(error)] ?? "unknown";
}

function fallback(code: string, error: unknown): string {
  if (/^5\d\d$/.test(code)) return `Discord has a temporary problem (HTTP ${code}).`;
  return `Discord: ${messageOf(error)}`;
}
