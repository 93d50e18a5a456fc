import type { Context } from "hono";
import { html } from "hono/html";
import { hideFromLog, requestId } from "../async/request-id.ts";
import { UserError } from "../errors.ts";
import { layout } from "./layout.ts";
import type { WebParts } from "./parts.ts";
import { plain } from "./plain.ts";

/** 404: there is no such page, or nothing to show at its address. */
export function notFound(
  context: Context,
  parts: WebParts,
  text = "There is no such page. Its address may have changed, or have a slip in it.",
): Response | Promise<Response> {
  const body = html`<h1>Nothing here</h1>
<p>${plain(text)}</p>
<p><a href="${parts.addresses.home()}">Today's papers</a></p>`;
  return context.html(layout(parts, { title: "Nothing here", isHidden: true, body }), 404);
}

/** 405: the address exists, but not for this method; `allowed` are the methods that it has. */
export function notAllowed(
  context: Context,
  parts: WebParts,
  allowed: readonly string[],
): Response | Promise<Response> {
  const title = "That can't be done here";
  const body = html`<h1>${title}</h1>
<p>${allowed.includes("GET") ? "This address can only be opened, and nothing sent to it." : "A form is sent to this address; there is nothing to open."}</p>
<p><a href="${parts.addresses.home()}">Today's papers</a></p>`;
  context.header("allow", allowed.join(", "));
  return context.html(layout(parts, { title, isHidden: true, body }), 405);
}

/** Says what to do about what was asked, or under which id the operator finds in the log what went wrong. */
export function failed(context: Context, parts: WebParts, error: unknown): Response | Promise<Response> {
  if (error instanceof UserError) {
    const body = html`<h1>That can't be shown</h1>
<p>${plain(error.message)}</p>`;
    return context.html(layout(parts, { title: "That can't be shown", isHidden: true, body }), 400);
  }
  const { search, searchParams } = new URL(context.req.url);
  hideFromLog([...searchParams.values(), search]);
  const id = requestId();
  parts.log.error({ err: error, id }, "a page failed");
  const body = html`<h1>Something went wrong</h1>
<p>The bot's operator can look it up in the log as ${id}.</p>`;
  return context.html(layout(parts, { title: "Something went wrong", isHidden: true, body }), 500);
}
