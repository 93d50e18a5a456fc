import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { channelPath } from "../../access/paths.ts";
import { notFound } from "../errors.ts";
import type { WebParts } from "../parts.ts";

/** A channel that a link or a cookie opened. */
export interface Opened {
  /** Where it is, for the domain: no person. */
  readonly who: { readonly platform: string; readonly server?: string | undefined; readonly channel: string };
  readonly handle: string;
  /** The link's token, which feed readers keep in their address. */
  readonly token: string;
  /** Whether the address has the token, and not a browser's cookie. */
  readonly isByToken: boolean;
}

const COOKIE = "paperboy-channel";
/** Longer than a browser keeps anything; the link itself ends by a reset. In seconds. */
const KEPT = 400 * 86_400;

/** The channel that the address or the cookie opens; undefined if neither opens one any more. */
export async function openedBy(context: Context, { services }: WebParts): Promise<Opened | undefined> {
  const link = context.req.param("link") ?? "";
  const own = await services.access.channels.open(link);
  const token = own ? link : (getCookie(context, COOKIE) ?? "");
  const opened = own ?? (await services.access.channels.open(token));
  if (!opened || (!own && opened.handle !== link)) return undefined;
  const { platform, server, channel, handle } = opened;
  return { who: { platform, server, channel }, handle, token, isByToken: own !== undefined };
}

/** Redirects a browser to the address without the token, which goes into a cookie for these pages alone. */
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

/** The same answer for links that never existed and links that were reset. */
export function notOpened(context: Context, parts: WebParts): Response | Promise<Response> {
  return notFound(context, parts, "This link opens nothing. Ask for the channel's page again in chat.");
}
