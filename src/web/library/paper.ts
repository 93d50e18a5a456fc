import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { pageOf, paperUrl, pdfUrl } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { dateLine, listCard, readableId } from "../../present/paper-card.ts";
import { notFound } from "../errors.ts";
import { feedbackButtons } from "../feedback/buttons.ts";
import { type Html, layout } from "../layout.ts";
import { paperItem, titleText } from "../papers.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { citeSection } from "./cite.ts";
import { paperAt } from "./paper-at.ts";

const SIMILAR = 5;
/** Large collaborations have thousands of authors: the first are named, some more are shown on demand, and the rest are counted. */
const NAMED_AUTHORS = 20;
const MOST_AUTHORS = 100;
const MOST_KEYWORDS = 12;

/** One paper: all that is known of it, how to cite it, and papers like it. */
export async function paperPage(context: Context, parts: WebParts): Promise<Response> {
  const { addresses, services } = parts;
  const found = await paperAt(context.req.path.replace(/^.*?\/paper\//, ""), parts);
  if (found === undefined) return notFound(context, parts, "The library doesn't have this paper.");
  const { paper, isClean } = found;
  if (!isClean) return context.redirect(addresses.paper(paper.id));
  const { hits } = await services.library.index.similar([paper.id], { offset: 0, limit: SIMILAR });
  const { title, abstract, summary } = paper;
  const similar = hits.map(({ paper: other }) => {
    const { body: _, ...card } = listCard({ paper: other });
    return paperItem(card, addresses.paper(other.id), 3);
  });
  const body = html`<div class="cols">
<article class="paper whole">
<h1><bdi>${titleText(title)}</bdi></h1>
${authors(paper, parts)}
${facts(paper, parts)}
${sources(paper)}
${(await feedbackButtons([paper.id], parts)).get(paper.id)?.row ?? ""}
${
  summary === undefined
    ? ""
    : html`<h2>${abstract === undefined ? "Summary" : "In short"}</h2>
<p class="body">${plain(summary)}</p>`
}
${
  abstract !== undefined
    ? html`<h2>Abstract</h2>
<p class="body">${plain(abstract)}</p>`
    : html`<p class="small">The library does not have the abstract yet.</p>`
}
${keywords(paper, parts)}
${await citeSection(paper, parts)}
${ids(paper)}
</article>
${
  similar.length === 0
    ? ""
    : html`<aside class="similar" aria-labelledby="similar">
<h2 id="similar" class="part">Similar papers</h2>
${similar}
</aside>`
}
</div>`;
  const description = (summary ?? abstract ?? title).slice(0, 200).toWellFormed();
  return context.html(layout(parts, { title: titleText(title), description, body }));
}

function authors(paper: Paper, { addresses }: WebParts): Html | "" {
  const count = Math.max(paper.authorsCount ?? 0, paper.authors.length);
  if (count === 0) return "";
  const shown = paper.authors.slice(0, MOST_AUTHORS);
  // A count of one more than the list has stands for "and others", where a source doesn't say how many.
  const isVague = count === paper.authors.length + 1 && shown.length === paper.authors.length;
  const rest = (more: number) =>
    more === 0 ? "" : isVague ? " and others" : ` and ${counted(more, "other")}`;
  const links = (names: readonly string[]) =>
    html`${names.map((name, at) => html`${at > 0 ? ", " : ""}<a href="${addresses.author(name)}"><bdi>${plain(name)}</bdi></a>`)}`;
  const first = shown.slice(0, NAMED_AUTHORS);
  if (first.length === shown.length)
    return html`<p class="authors">${links(shown)}${rest(count - shown.length)}</p>`;
  return html`<p class="authors">${links(first)} and ${counted(count - first.length, "other")}</p>
<details class="authors"><summary>Show more authors</summary>
<p>${links(shown.slice(NAMED_AUTHORS))}${rest(count - shown.length)}</p></details>`;
}

function facts({ published, venue, upvotes, categories }: Paper, { addresses }: WebParts): Html {
  const all = [
    published && dateLine(published),
    venue && html`<bdi>${plain(venue)}</bdi>`,
    upvotes && `${counted(upvotes, "upvote")} on Hugging Face`,
    ...categories.map((one) => html`<a href="${addresses.category(one)}">${plain(one)}</a>`),
  ].filter(Boolean);
  return html`<p class="facts">${all.map((fact, at) => html`${at > 0 ? " · " : ""}${fact}`)}</p>`;
}

/** Links to where the paper can be read. */
function sources(paper: Paper): Html | "" {
  const page = pageOf(paper);
  const arxiv = [paper.id, ...(paper.otherIds ?? [])].find((id) => id.startsWith("arxiv:"));
  const pdf = arxiv && pdfUrl(arxiv);
  const links = [
    page && { label: "Read the paper", href: page },
    pdf && { label: "PDF", href: pdf },
    paper.codeUrl && { label: "Code", href: paper.codeUrl },
  ].filter((link) => typeof link === "object");
  if (links.length === 0) return "";
  return html`<p class="actions">${links.map(({ label, href }) => html`<a class="button" href="${href}" rel="noopener noreferrer">${label}</a> `)}</p>`;
}

function keywords({ keywords }: Paper, { addresses }: WebParts): Html | "" {
  if (keywords.length === 0) return "";
  return html`<ul class="chips" aria-label="Keywords">${keywords.slice(0, MOST_KEYWORDS).map((word) => html`<li><a href="${addresses.search(plain(word))}"><bdi>${plain(word)}</bdi></a></li>`)}</ul>`;
}

/** All its ids, each with its page. */
function ids({ id, otherIds = [] }: Paper): Html | "" {
  const pages = [id, ...otherIds].flatMap((one) => {
    const href = paperUrl(one);
    return href === undefined ? [] : [{ name: readableId(one), href }];
  });
  if (pages.length === 0) return "";
  return html`<h2>${pages.length === 1 ? "Identifier" : "Identifiers"}</h2>
<ul>${pages.map(({ name, href }) => html`<li><a href="${href}" rel="noopener noreferrer">${plain(name)}</a></li>`)}</ul>`;
}
