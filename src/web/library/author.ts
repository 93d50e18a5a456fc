import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { exactly } from "../../present/finding/exactly.ts";
import { partsOf } from "../../present/finding/facet-buttons.ts";
import type { SearchResult } from "../../search/search-index.ts";
import { notFound } from "../errors.ts";
import { feedsOf } from "../feeds/formats.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { PER_PAGE, pager, paperItems, readPage } from "./list.ts";

/** An author's papers, the newest first: of everyone whose name has all parts of this one. */
export async function authorPage(context: Context, parts: WebParts): Promise<Response> {
  const name = authorOf(context);
  const page = readPage(context.req.query("page"));
  if (name === undefined || page === undefined) return notFound(context, parts);
  const query = `author:"${name}"`;
  const result = await parts.services.library.index.search(`${query} sort:new`, window(page));
  if (result.hits.length === 0) return notFound(context, parts, `The library has no papers by ${name}.`);
  const body = html`<h1><bdi>${name}</bdi></h1>
${listOf(query, result, page, (to) => parts.addresses.author(name, to), parts)}`;
  const title = `Papers by ${name}`;
  const description = `${counted(result.total, "paper")} by ${name}`;
  return context.html(
    layout(parts, { title, description, feeds: feedsOf(title, parts.addresses.author(name)), query, body }),
  );
}

/** The name in the address; undefined if it cannot be a name. */
export function authorOf(context: Context): string | undefined {
  const name = plain(context.req.param("name") ?? "")
    .replace(/["\s]+/gu, " ")
    .trim();
  return name === "" || name.length > 300 ? undefined : name;
}

export function window(page: number) {
  return { offset: (page - 1) * PER_PAGE, limit: PER_PAGE };
}

/** One page of what a filter finds, newest first, with links that narrow it down. */
export function listOf(
  query: string,
  result: SearchResult,
  page: number,
  address: (page: number) => string,
  parts: WebParts,
): Html {
  const narrower = partsOf(query, result, 6);
  const link = ({ papers, label, query: to }: (typeof narrower)[number]) =>
    html`<li><a href="${parts.addresses.search(to)}">${label} <span class="count">${exactly(papers)}</span></a></li>`;
  return html`<p class="small">${counted(result.total, "paper")}, the newest first.</p>
${narrower.length > 0 ? html`<ul class="chips" aria-label="Narrow down">${narrower.map(link)}</ul>` : ""}
${paperItems(
  result.hits.map(({ paper }) => ({ paper })),
  parts,
)}
${pager(page, Math.ceil(result.total / PER_PAGE), address)}`;
}
