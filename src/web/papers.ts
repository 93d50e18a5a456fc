import { html } from "hono/html";
import type { Card } from "../chat/reply.ts";
import type { FeedbackButtons } from "./feedback/buttons.ts";
import type { Html } from "./layout.ts";
import { plain } from "./plain.ts";

/** A title as a page shows it. One that has only invisible characters, such as direction marks, gets a text too, so that it can be clicked. */
export function titleText(title: string): string {
  return plain(title).trim() || "Untitled";
}

/** A paper in a list, as chat shows it: the title leads to its own page. `level` is that of its heading. */
export function paperItem(
  { title, facts, body, why }: Card,
  href: string,
  level: 2 | 3 = 2,
  feedback?: FeedbackButtons,
): Html {
  const link = html`<a href="${href}"><bdi>${titleText(title)}</bdi></a>`;
  return html`<article class="paper"${feedback ? html` id="${feedback.anchor}"` : ""}>
${level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
<p class="facts">${facts.map((fact, at) => html`${at > 0 ? " · " : ""}<bdi>${plain(fact)}</bdi>`)}</p>
${body !== undefined ? html`<p class="body">${plain(body)}</p>` : ""}
${why !== undefined ? html`<p class="why">${plain(why)}</p>` : ""}
${feedback?.row ?? ""}
</article>`;
}
