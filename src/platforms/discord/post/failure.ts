import { DiscordAPIError, RateLimitError } from "discord.js";
import { PostError, type PostFailure } from "../../../chat/poster.ts";
import { PlatformError } from "../../../errors.ts";
import { explain } from "../errors.ts";

/**
 * What a failed request means for its message. `onWire` says that the request was handed to the network and no answer
 * is known: unless Discord refuses it explicitly, it may have been carried out.
 */
export function postFailure(error: unknown, onWire: boolean): PostError {
  if (error instanceof PostError) return error;
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset);
    return new PostError("retry", "Discord asks for fewer messages.", { cause: error, retryAfterMs });
  }
  const problem = explain(error);
  const kind = kindOf(error, onWire);
  const message = kind === "channel" ? problem.message : FOR_MEMBERS[kind];
  return new PostError(kind, message, { cause: problem, forOperator: problem.message });
}

function kindOf(error: unknown, onWire: boolean): PostFailure {
  if (error instanceof DiscordAPIError) return kindOfRefusal(error);
  return onWire && !neverArrived(error) ? "uncertain" : "retry";
}

/** Discord's own code of the error, e.g. "50013"; or Node's. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof PostError && error.cause instanceof PlatformError ? error.cause.code : undefined;
}

/** The codes for missing permissions. */
export const MISSING_ACCESS: readonly string[] = ["50001", "50013"];

/** What Discord's codes are about; see its "Opcodes and Status Codes". */
const SCOPES: ReadonlyMap<number, PostFailure> = new Map([
  // The bot: its token, its application, its standing with Discord.
  ...[20012, 20026, 40001, 40002, 50014].map((code) => [code, "token"] as const),
  // The message: refused for its form, its size, or by a server's rules.
  ...[40005, 50006, 50035, 50045, 50109, 200000, 200001, 240000].map((code) => [code, "payload"] as const),
  // The channel takes no messages of this kind, or the thread is closed.
  ...[40058, 50008, 50024, 50068, 50083, 160005].map((code) => [code, "channel"] as const),
  // Slow mode, write limits, and an "internal network error" of Discord's own front.
  ...[20016, 20028, 20029, 40062, 40333].map((code) => [code, "retry"] as const),
]);

function kindOfRefusal({ status, code }: DiscordAPIError): PostFailure {
  if (status === 401) return "token";
  const known = SCOPES.get(Number(code));
  if (known) return known;
  // Without a code of Discord's own it is not about the channel: a wrong address, or a proxy in between.
  return (status === 403 || status === 404) && Number(code) > 0 ? "channel" : "retry";
}

const FOR_MEMBERS: Readonly<Record<Exclude<PostFailure, "channel">, string>> = {
  retry: "Discord couldn't accept the post.",
  uncertain: "Discord's answer was lost.",
  token: "Discord doesn't accept the bot at the moment. The bot's operator has to fix that.",
  payload: "Discord refused this post.",
};

/** No connection came about, so nothing can have been sent. */
function neverArrived(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(neverArrived);
  if (!(error instanceof Error)) return false;
  if ("code" in error && error.code === "UND_ERR_CONNECT_TIMEOUT") return true;
  return "syscall" in error && (error.syscall === "connect" || error.syscall === "getaddrinfo");
}
