import type { Context } from "hono";
import type { WebParts } from "../parts.ts";
import { signedIn, withViewer } from "../session.ts";
import type { Opened } from "./opened.ts";

/**
 * The channel's page with buttons, for whoever signed in by a link that they asked for in this very channel: the votes of anybody else
 * would count elsewhere.
 */
export async function asMember(
  context: Context,
  parts: WebParts,
  { who: { platform, channel } }: Opened,
): Promise<WebParts> {
  const session = await signedIn(context, parts, "person");
  const isHere = session?.who.platform === platform && session.who.channel === channel;
  return session && isHere ? withViewer(context, parts, session) : parts;
}
