import type { Hono } from "hono";
import { html } from "hono/html";
import type { MailByLink } from "../../mail/mail.ts";
import { mailLine } from "../../present/mail-text.ts";
import { notFound } from "../errors.ts";
import { isFromElsewhere, refused } from "../forms.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { mailPage, nextLine } from "./pages.ts";

const UNKNOWN =
  "This link confirms nothing any more. It works once, within a day. Ask for the papers again to get a new one.";

/** Where an address is confirmed. Opening the link changes nothing, because scanners of mails open every link: the button does. */
export function mountConfirm(app: Hono, parts: WebParts, byLink: MailByLink): void {
  const path = "/m/c/:token";
  app.get(path, async (context) => {
    const token = context.req.param("token");
    const standing = await byLink.look(token);
    if (!standing) return notFound(context, parts, UNKNOWN);
    return mailPage(
      context,
      parts,
      "Papers by e-mail?",
      html`<p class="lead">You get ${plain(mailLine(standing))}.</p>
<form method="post" action="${parts.addresses.confirmMail(token)}"><p><button class="primary">Yes, mail me papers</button></p></form>
<p class="small">If you didn't ask for this, close the page: nothing more is sent.</p>`,
    );
  });
  app.post(path, async (context) => {
    if (isFromElsewhere(context, parts)) return refused(context, parts);
    const standing = await byLink.confirm(context.req.param("token"));
    if (!standing) return notFound(context, parts, UNKNOWN);
    return mailPage(
      context,
      parts,
      "Confirmed",
      html`<p class="lead">You get ${plain(mailLine(standing))}.</p>
${nextLine(standing, parts)}
<p class="small">Each mail has links to change what comes, and to stop it.</p>`,
    );
  });
}
