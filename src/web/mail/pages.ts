import type { Context } from "hono";
import { html } from "hono/html";
import type { MailStanding } from "../../mail/mail.ts";
import { momentOf } from "../../present/subscription-text.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { keepPrivate } from "../session.ts";

/** A page about one person's mail: never cached, and hidden from search engines. */
export function mailPage(
  context: Context,
  parts: WebParts,
  title: string,
  body: Html,
  status: 200 | 400 = 200,
): Response | Promise<Response> {
  keepPrivate(context);
  const whole = html`<h1>${title}</h1>\n${body}`;
  return context.html(layout(parts, { title, isHidden: true, body: whole }), status);
}

/** When the next mail comes; nothing if none is due. */
export function nextLine({ next, settings }: MailStanding, { services }: WebParts): Html | "" {
  if (!next) return "";
  const { label, text } = momentOf(next, settings.timezone, services.now());
  return html`<p>${label}: ${text}</p>`;
}
