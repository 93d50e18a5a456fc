import type { Context } from "hono";
import { html } from "hono/html";
import { fullCard } from "../../present/paper-card.ts";
import { notFound } from "../errors.ts";
import { layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";

/** One paper. */
export async function paperPage(context: Context, parts: WebParts): Promise<Response> {
  const { kind, rest } = context.req.param();
  const paper = await parts.services.library.find(`${kind}:${rest}`);
  if (!paper) return notFound(context, parts, "The library doesn't have this paper.");
  const { title, facts, body: abstract, url } = fullCard(paper);
  const body = html`<article class="paper whole">
<h1><bdi>${plain(title)}</bdi></h1>
<p class="facts">${facts.map((fact, at) => html`${at > 0 ? " · " : ""}<bdi>${plain(fact)}</bdi>`)}</p>
${abstract !== undefined ? html`<p class="body">${plain(abstract)}</p>` : ""}
${url !== undefined ? html`<p><a href="${url}" rel="noopener noreferrer">Read the paper</a></p>` : ""}
</article>`;
  return context.html(layout(parts, { title: paper.title, body }));
}
