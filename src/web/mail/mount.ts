import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { notFound } from "../errors.ts";
import { layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { mountMailedPaper } from "./paper.ts";

const UNKNOWN =
  "This link stops nothing any more. Either the mail was stopped already, or the link is incomplete.";

/**
 * Where a mail is stopped (RFC 8058). Scanners of mails open every link in them, so opening it changes nothing: it shows a button. The
 * button and the mail program's own one both POST here, without a cookie; the token says which mail it is.
 */
export function mountMail(app: Hono, parts: WebParts): void {
  const { mail } = parts.services;
  if (!mail) return;
  app.get("/m/:token", async (context) => {
    const token = context.req.param("token");
    if (!(await mail.knows(token))) return notFound(context, parts, UNKNOWN);
    return page(
      context,
      parts,
      "Stop the mail?",
      html`<p>Papers are mailed to you because you asked for them in chat.</p>
<form method="post" action="${parts.addresses.stopMail(token)}"><button>Stop the mail</button></form>`,
    );
  });
  mountMailedPaper(app, parts);
  app.post("/m/:token", async (context) => {
    if (!(await mail.stopByToken(context.req.param("token")))) return notFound(context, parts, UNKNOWN);
    return page(
      context,
      parts,
      "Stopped",
      html`<p>No more mails come, and your address is deleted. You can start again in chat at any time.</p>`,
    );
  });
}

function page(context: Context, parts: WebParts, title: string, body: ReturnType<typeof html>) {
  context.header("cache-control", "no-store");
  return context.html(layout(parts, { title, isHidden: true, body: html`<h1>${title}</h1>\n${body}` }));
}
