import type { Context } from "hono";
import { html } from "hono/html";
import { stillLoading } from "../../present/paging.ts";
import { layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { paperItems } from "./list.ts";

const SHOWN = 20;

/** The newest papers of a library in which no day has papers yet. */
export async function newestPage(context: Context, parts: WebParts): Promise<Response> {
  const { services, addresses } = parts;
  const { hits } = await services.library.index.searchWords("", { offset: 0, limit: SHOWN });
  const loading = stillLoading(services.library);
  const body = html`<h1>Newest papers</h1>
<p class="lead">${loading === "" ? html`No source has brought papers yet. Once one does, this page shows each day's. Meanwhile, <a href="${addresses.month()}">browse by month</a> or <a href="${addresses.search()}">search</a>.` : loading}</p>
${loading === "" ? html`<p class="small">The sources are asked in the background. If you run this bot: <code>npm start -- sync</code> asks them now, and <code>npm start -- doctor</code> says what is in the way.</p>` : ""}
${paperItems(
  hits.map(({ paper }) => ({ paper })),
  parts,
)}`;
  return context.html(layout(parts, { title: "Newest papers", here: "today", body }));
}
