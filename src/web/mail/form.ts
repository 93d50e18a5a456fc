import { html } from "hono/html";
import { presentName } from "../../time/zone-names.ts";
import { TOKEN_FIELD } from "../form-token.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";

/** What a page is about, as the form asks for it. */
type MailTopic =
  | { readonly what: "trending" }
  | { readonly what: "search"; readonly query: string }
  | { readonly what: "category"; readonly category: string };

/** A hidden field (honeypot) that people leave empty and programs fill in. */
export const TRAP_FIELD = "website";

/** The ways to choose how often, by the values of their field. */
export const OFTEN = {
  weekdays: { label: "Every weekday", typed: { every: "day", days: "weekdays" } },
  daily: { label: "Every day", typed: { every: "day", days: "daily" } },
  weekly: { label: "Every Monday, the week's best", typed: { every: "week", days: "mon" } },
} as const;

/** The form to get what this page shows by mail; empty unless the operator lets everybody ask for mail. */
export function mailForm({ services, addresses }: WebParts, topic: MailTopic): Html | "" {
  const { mail } = services;
  if (!mail?.byLink || !mail.hasForm) return "";
  const field = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
  return html`<details class="mail">
<summary>Get these by e-mail</summary>
<form method="post" action="${addresses.askForMail()}">
${field(TOKEN_FIELD, mail.byLink.formToken())}${field("what", topic.what)}
${topic.what === "search" ? field("query", topic.query) : ""}${topic.what === "category" ? field("category", topic.category) : ""}
<p><label>E-mail address <input name="address" type="email" required maxlength="254" autocomplete="email"></label></p>
<p><label>How often <select name="often">${Object.entries(OFTEN).map(([value, { label }]) => html`<option value="${value}">${label}</option>`)}</select></label></p>
<p><label>Time <input name="time" type="time" value="09:00" required></label></p>
<p><label>Time zone <input name="timezone" value="${presentName(mail.usual.timezone)}" required maxlength="100" placeholder="Europe/Berlin"></label></p>
<p hidden><label>Leave this empty <input name="${TRAP_FIELD}" tabindex="-1" autocomplete="off"></label></p>
<p><button class="primary">Send me a link</button></p>
<p class="small">The link confirms your address; nothing else is sent before. Each mail has links to change what comes, and to stop it.</p>
</form>
</details>`;
}
