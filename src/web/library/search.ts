import type { Context } from "hono";
import { html } from "hono/html";
import { UserError } from "../../errors.ts";
import { exactly } from "../../present/finding/exactly.ts";
import { partsOf } from "../../present/finding/facet-buttons.ts";
import { type FoundPapers, findPapers } from "../../present/finding/find-papers.ts";
import { rangeLine, stillLoading } from "../../present/paging.ts";
import { shareNotes } from "../../present/paper-list.ts";
import type { Services } from "../../present/services.ts";
import { notFound } from "../errors.ts";
import { feedsOf } from "../feeds/formats.ts";
import { type Html, layout } from "../layout.ts";
import { mailForm } from "../mail/form.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { pager, paperItems, readPage } from "./list.ts";
import { queryForms } from "./query-forms.ts";

const PER_PAGE = 20;
const MOST_PAGES = 100;
const LONGEST_QUERY = 500;
const YEARS_NAMED = 6;

/** What a query finds, the same as /paper in chat; without a query, examples. */
export async function searchPage(context: Context, parts: WebParts): Promise<Response> {
  const query = (context.req.query("q") ?? "").trim();
  const page = readPage(context.req.query("page"));
  if (page === undefined || page > MOST_PAGES) return notFound(context, parts);
  if (query === "") return showForms(context, parts);
  if (query.length > LONGEST_QUERY)
    return showForms(context, parts, "That query is too long. Use at most 500 characters.");
  const found = await findFor(query, page, parts);
  if (found.kind === "wrong") return showForms(context, parts, found.text, query);
  if (found.kind === "one" && found.missing === undefined)
    return context.redirect(parts.addresses.paper(found.paper.id));
  const title = plain(query);
  const body = found.kind === "nothing" ? nothing(found, parts) : papers(found, page, parts);
  return context.html(
    layout(parts, {
      title,
      query,
      isHidden: true,
      feeds: feedsOf(`Papers on “${title}”`, parts.addresses.search(query)),
      body,
    }),
  );
}

type Wrong = { readonly kind: "wrong"; readonly text: string };

/** Nothing is fetched from the network for who only looks. */
async function findFor(query: string, page: number, { services }: WebParts): Promise<FoundPapers | Wrong> {
  const { fetchPaper: _, ...own }: Services = services;
  try {
    return await findPapers(query, { count: PER_PAGE, page }, own);
  } catch (error) {
    if (error instanceof UserError) return { kind: "wrong", text: error.message };
    throw error;
  }
}

function papers(found: Exclude<FoundPapers, { kind: "nothing" }>, page: number, parts: WebParts): Html {
  if (found.kind === "one")
    return html`<h1>The paper you named</h1>
<p>${plain(found.missing ?? "")}</p>
${paperItems([{ paper: found.paper }], parts)}`;
  const { addresses, services } = parts;
  const { query, title, note, result } = found;
  const { common, listed } = shareNotes(result.hits);
  const range = rangeLine({ result, page, count: PER_PAGE });
  const last = Math.min(MOST_PAGES, Math.ceil(result.total / PER_PAGE));
  const loading = stillLoading(services.library);
  return html`<h1>${plain(title.replace(/:$/, ""))}</h1>
${[note, common, loading].map((text) => (text ? html`<p class="lead">${plain(text)}</p>` : ""))}
${facets(query, found, parts)}
<p class="small">${range === "" ? `${exactly(result.total)} ${result.total === 1 ? "paper" : "papers"}` : range}</p>
${mailForm(parts, { what: "search", query })}
${paperItems(listed, parts)}
${pager(page, last, (to) => addresses.search(query, to))}`;
}

/** What the list can be narrowed down to, as links. */
function facets(
  query: string,
  { result }: Extract<FoundPapers, { kind: "list" }>,
  { addresses }: WebParts,
): Html | "" {
  const all = partsOf(query, result, YEARS_NAMED);
  if (all.length === 0) return "";
  return html`<ul class="chips" aria-label="Narrow down">
${all.map(({ papers, label, query: narrower }) => html`<li><a href="${addresses.search(narrower)}">${label} <span class="count">${exactly(papers)}</span></a></li>`)}
</ul>`;
}

function nothing(
  { text, alternatives, isPastEnd }: Extract<FoundPapers, { kind: "nothing" }>,
  { addresses }: WebParts,
): Html {
  return html`<h1>No papers</h1>
<p class="lead">${plain(text)}</p>
${alternatives.length > 0 ? html`<ul class="chips">${alternatives.map((query) => html`<li><a href="${addresses.search(query)}"><bdi>${isPastEnd ? "First page" : plain(query)}</bdi></a></li>`)}</ul>` : ""}`;
}

/** Examples of queries and topics of the library; above them, what was wrong with the query. */
async function showForms(context: Context, parts: WebParts, wrong?: string, query = ""): Promise<Response> {
  const body = html`<h1>Search papers</h1>
${wrong === undefined ? "" : html`<p class="lead warn" role="alert">${plain(wrong)}</p>`}
${await queryForms(parts)}`;
  const page = layout(parts, { title: "Search papers", query, isHidden: wrong !== undefined, body });
  return context.html(page, wrong === undefined ? 200 : 400);
}
