import type { Context, Hono } from "hono";
import { html } from "hono/html";
import type { Opens, Session } from "../access/sign-in.ts";
import { TOKEN_FIELD } from "./form-token.ts";
import { layout } from "./layout.ts";
import type { WebParts } from "./parts.ts";
import { keepPrivate, notSignedIn, signedIn } from "./session.ts";

/**
 * Takes the forms that are sent to a path by somebody who is signed in, and by a page of our own. `answer` gets their fields; it
 * should end with `seeOther`, so that loading the page again sends nothing again.
 */
export function onForm(
  app: Hono,
  path: string,
  parts: WebParts,
  opens: Opens,
  answer: (context: Context, session: Session, fields: URLSearchParams) => Promise<Response>,
): void {
  app.post(path, async (context) => {
    keepPrivate(context);
    const session = await signedIn(context, parts, opens);
    if (!session) return notSignedIn(context, parts, opens);
    const fields = await fieldsOf(context);
    const isOurs =
      !isFromElsewhere(context, parts) &&
      fields !== undefined &&
      parts.services.access.signIns.isFormOf(session, fields.get(TOKEN_FIELD) ?? "");
    return isOurs ? answer(context, session, fields) : refused(context, parts);
  });
}

/**
 * Whether a browser says that another site's page sent this. Our own pages send `Origin: null`, because of their referrer policy;
 * programs send none at all, and need the token all the same.
 */
export function isFromElsewhere(context: Context, { addresses }: WebParts): boolean {
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const origin = context.req.header("origin");
  if (origin === undefined || origin === "null") return false;
  const host = context.req.header("host") ?? new URL(context.req.url).host;
  return !addresses.isOwn(origin) && !(URL.canParse(origin) && new URL(origin).host === host);
}

/** Leads on to a page after a form was taken. */
export function seeOther(context: Context, address: string): Response {
  return context.redirect(address, 303);
}

/** What to do about a form that is not taken. */
export function refused(context: Context, parts: WebParts): Response | Promise<Response> {
  const title = "That wasn't sent";
  const body = html`<h1>${title}</h1>
<p>It didn't come from this page, or the page was too old. Nothing has changed. Go back, load the page again, and try once more.</p>`;
  keepPrivate(context);
  return context.html(layout(parts, { title, isHidden: true, body }), 403);
}

async function fieldsOf(context: Context): Promise<URLSearchParams | undefined> {
  const type = context.req.header("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined;
  return new URLSearchParams(await context.req.text());
}
