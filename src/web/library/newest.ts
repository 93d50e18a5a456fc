import type { Context } from "hono";
import { html } from "hono/html";
import { listCard } from "../../present/paper-card.ts";
import { layout } from "../layout.ts";
import { paperItem } from "../papers.ts";
import type { WebParts } from "../parts.ts";

/** The newest papers of the library. */
export async function newestPage(context: Context, parts: WebParts): Promise<Response> {
  const { services, addresses } = parts;
  const { hits } = await services.library.index.searchWords("", { offset: 0, limit: 20 });
  const body = html`<h1>Newest papers</h1>
${hits.map(({ paper }) => paperItem(listCard({ paper }, undefined, true), addresses.paper(paper.id)))}`;
  return context.html(layout(parts, { title: "Newest papers", here: "today", body }));
}
