import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { type Opens, SESSION_DAYS, type Session } from "../access/sign-in.ts";
import { layout } from "./layout.ts";
import type { Viewer, WebParts } from "./parts.ts";

const COOKIES: Readonly<Record<Opens, string>> = { person: "paperboy-me", admin: "paperboy-admin" };
const DAY_SECONDS = 86_400;

/** Who is signed in to their own pages, or to an admin's; undefined for everybody else. Writes nothing. */
export async function signedIn(
  context: Context,
  { services }: WebParts,
  opens: Opens,
): Promise<Session | undefined> {
  const token = getCookie(context, COOKIES[opens]);
  return token === undefined ? undefined : services.access.signIns.session(token, opens);
}

/** Gives the browser the cookie of a link that was used. Whoever was signed in there before no longer is. */
export async function beginSession(
  context: Context,
  parts: WebParts,
  { token, opens }: { readonly token: string; readonly opens: Opens },
): Promise<void> {
  const before = getCookie(context, COOKIES[opens]);
  if (before !== undefined) await parts.services.access.signIns.signOut(before);
  setCookie(context, COOKIES[opens], token, {
    ...scopeOf(opens, parts),
    httpOnly: true,
    sameSite: "Lax",
    maxAge: SESSION_DAYS[opens] * DAY_SECONDS,
  });
}

/** Ends the session of this browser. */
export async function signOut(context: Context, parts: WebParts, opens: Opens): Promise<void> {
  const token = getCookie(context, COOKIES[opens]);
  if (token !== undefined) await parts.services.access.signIns.signOut(token);
  dropCookie(context, parts, opens);
}

/** Deletes the cookie of a session that has ended. */
export function dropCookie(context: Context, parts: WebParts, opens: Opens): void {
  deleteCookie(context, COOKIES[opens], scopeOf(opens, parts));
}

/** The page as its visitor sees it: with their votes, if they are signed in. */
export async function asViewer(context: Context, parts: WebParts): Promise<WebParts> {
  if (parts.kind !== "lab") return parts;
  context.header("vary", "Cookie");
  const session = await signedIn(context, parts, "person");
  if (!session) return parts;
  context.header("cache-control", "private, no-cache");
  return withViewer(context, parts, session);
}

/** The page as a signed-in person sees it. */
export function withViewer(
  context: Context,
  parts: WebParts,
  session: Session,
): WebParts & { readonly viewer: Viewer } {
  const { path, url } = context.req;
  const here = parts.addresses.base + path + new URL(url).search;
  return { ...parts, viewer: { ...session, here } };
}

/** For answers to one signed-in person: no cache keeps them, no search engine lists them. */
export function keepPrivate(context: Context): void {
  context.header("cache-control", "private, no-store");
  context.header("vary", "Cookie");
  context.header("x-robots-tag", "noindex");
}

/** 403: one has to sign in first. */
export function notSignedIn(context: Context, parts: WebParts, opens: Opens): Response | Promise<Response> {
  const title = "Sign in first";
  const body = html`<h1>${title}</h1>
<p>This page opens by a link of your own. Send the bot “page ${opens === "person" ? "me" : "admin"}” in chat to get one.</p>
<p><a href="${parts.addresses.home()}">Today's papers</a></p>`;
  keepPrivate(context);
  return context.html(layout(parts, { title, isHidden: true, body }), 403);
}

/** An admin's cookie goes to the admin's pages alone; a person may vote on every page. */
function scopeOf(opens: Opens, { addresses }: WebParts) {
  const path = opens === "admin" ? addresses.admin() : addresses.base || "/";
  return { path, secure: addresses.isSecure };
}
