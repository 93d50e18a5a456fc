import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { channelPath } from "../../access/paths.ts";
import { notFound } from "../errors.ts";
import type { WebParts } from "../parts.ts";

/** A channel whose link somebody has shown. */
export interface Opened {
  /** Where it is, for the domain: no person. */
  readonly who: { readonly platform: string; readonly server?: string | undefined; readonly channel: string };
  readonly handle: string;
  /** What a feed reader keeps in its address. */
  readonly token: string;
  /** Whether the address has the token, and not a browser's cookie. */
  readonly isByToken: boolean;
}

const COOKIE = "paperboy-channel";
/** Longer than a browser keeps anything; the link itself ends by a reset. In seconds. */
const KEPT = 400 * 86_400;

/** What the address or the cookie opens; undefined where they open nothing (any more). */
export async function openedBy(context: Context, { services }: WebParts): Promise<Opened | undefined> {
  const link = context.req.param("link") ?? "";
  const own = await services.access.channels.open(link);
  const token = own ? link : (getCookie(context, COOKIE) ?? "");
  const opened = own ?? (await services.access.channels.open(token));
  if (!opened || (!own && opened.handle !== link)) return undefined;
  const { platform, server, channel, handle } = opened;
  return { who: { platform, server, channel }, handle, token, isByToken: own !== undefined };
}

/** Takes the token out of a browser's address: it goes on in a cookie of these pages alone. */
export function toCleanAddress(
  context: Context,
  { handle, token }: Opened,
  { addresses }: WebParts,
): Response {
  const rest = context.req.path.slice(channelPath(token).length) || "/";
  setCookie(context, COOKIE, token, {
    path: addresses.channel(handle, ""),
    httpOnly: true,
    sameSite: "Lax",
    secure: addresses.isSecure,
    maxAge: KEPT,
  });
  return context.redirect(addresses.channel(handle, rest));
}

/** Said of links that never were and of those that have ended alike. */
export function notOpened(context: Context, parts: WebParts): Response | Promise<Response> {
  return notFound(context, parts, "This link opens nothing. Ask for the channel's page again in chat.");
}
