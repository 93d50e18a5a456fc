import type { Hono } from "hono";
import { html } from "hono/html";
import { notFound } from "../errors.ts";
import type { WebParts } from "../parts.ts";
import { mountAskForMail } from "./ask.ts";
import { mountChange } from "./change.ts";
import { mountConfirm } from "./confirm.ts";
import { mailPage } from "./pages.ts";
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
  if (mail.byLink) mountConfirm(app, parts, mail.byLink);
  if (mail.byLink && mail.hasForm) mountAskForMail(app, parts, mail.byLink);
  mountMailedPaper(app, parts);
  mountChange(app, parts, mail);
  app.get("/m/:token", async (context) => {
    const token = context.req.param("token");
    if (!(await mail.knows(token))) return notFound(context, parts, UNKNOWN);
    return mailPage(
      context,
      parts,
      "Stop the mail?",
      html`<p class="lead">Then no more papers come to you by e-mail, and your address is deleted.</p>
<form method="post" action="${parts.addresses.stopMail(token)}"><button>Stop the mail</button></form>`,
    );
  });
  app.post("/m/:token", async (context) => {
    if (!(await mail.stopByToken(context.req.param("token")))) return notFound(context, parts, UNKNOWN);
    return mailPage(
      context,
      parts,
      "Stopped",
      html`<p class="lead">No more mails come, and your address is deleted. You can start again at any time.</p>`,
    );
  });
}
