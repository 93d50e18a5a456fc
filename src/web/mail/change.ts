import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { UserError } from "../../errors.ts";
import type { Mail, MailStanding } from "../../mail/mail.ts";
import { mailLine } from "../../present/mail-text.ts";
import { dateLine } from "../../present/paper-card.ts";
import { notFound } from "../errors.ts";
import { isFromElsewhere, refused, seeOther } from "../forms.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { changeForm, changesOf, readWritten, type Written, writtenOf } from "./change-form.ts";
import { mailPage, nextLine } from "./pages.ts";

const UNKNOWN =
  "This link changes nothing any more. Either the mail was stopped already, or the link is incomplete.";

/** Answers to "Did this mail arrive?". */
const ANSWERS = ["post", "drop"] as const;

/** Where a mail's reader changes what comes, without a chat or an account. Opening the page changes nothing: its button does. */
export function mountChange(app: Hono, parts: WebParts, mail: Mail): void {
  const path = "/m/:token/change";
  app.get(path, async (context) => {
    const standing = await mail.standingByToken(context.req.param("token"));
    if (!standing) return notFound(context, parts, UNKNOWN);
    return showForm(context, parts, standing, writtenOf(standing));
  });
  app.post(path, async (context) => {
    if (isFromElsewhere(context, parts)) return refused(context, parts);
    const token = context.req.param("token");
    const standing = await mail.standingByToken(token);
    if (!standing) return notFound(context, parts, UNKNOWN);
    const fields = new URLSearchParams(await context.req.text());
    const answer = ANSWERS.find((one) => one === fields.get("answer"));
    if (answer) {
      await mail.settleByToken(token, fields.get("mail") ?? "", answer);
      return seeOther(context, parts.addresses.changeMail(token));
    }
    const written = readWritten(fields);
    try {
      const changes = await changesOf(written, standing, parts.services);
      const changed = await mail.changeByToken(token, changes);
      return changed ? saved(context, parts, changed) : notFound(context, parts, UNKNOWN);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return showForm(context, parts, standing, written, error.message);
    }
  });
}

function showForm(
  context: Context,
  parts: WebParts,
  standing: MailStanding,
  written: Written,
  problem?: string,
) {
  const { addresses } = parts;
  const token = context.req.param("token") ?? "";
  const above: Html =
    problem === undefined
      ? html`<p class="lead">You get ${plain(mailLine(standing))}.</p>\n${nextLine(standing, parts)}`
      : html`<p class="lead warn" role="alert">${problem.split("\n").map((line) => html`${plain(line)}<br>`)}Nothing was changed.</p>`;
  const body = html`${lostForm(context, parts, standing)}${above}
${changeForm(addresses.changeMail(token), written, standing)}
<h2>Stop it</h2>
<p>Then no more papers come to you by e-mail, and your address is deleted.</p>
<form method="post" action="${addresses.stopMail(token)}"><p><button class="danger">Stop the mail</button></p></form>`;
  return mailPage(context, parts, "Your papers by e-mail", body, problem === undefined ? 200 : 400);
}

/** If the mail server's answer was lost, only the reader knows whether the mail arrived. */
function lostForm(context: Context, { addresses }: WebParts, { lost }: MailStanding): Html | "" {
  if (!lost) return "";
  const action = addresses.changeMail(context.req.param("token") ?? "");
  return html`<form class="notice" method="post" action="${action}"><input type="hidden" name="mail" value="${lost.id}">
<p>I'm not sure whether the papers of ${dateLine(lost.day)} were mailed to you. Are they in your inbox?</p>
<p class="actions"><button name="answer" value="post">Send them again</button><button name="answer" value="drop">They're there</button></p></form>\n`;
}

function saved(context: Context, parts: WebParts, standing: MailStanding) {
  const back = parts.addresses.changeMail(context.req.param("token") ?? "");
  return mailPage(
    context,
    parts,
    "Saved",
    html`<p class="lead">You get ${plain(mailLine(standing))}.</p>
${nextLine(standing, parts)}
<p><a href="${back}">Change something else</a></p>`,
  );
}
