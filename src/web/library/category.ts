import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { UserError } from "../../errors.ts";
import {
  belongsTo,
  categoriesFrom,
  categoryName,
  hasCategoryForm,
  readCategory,
} from "../../papers/category.ts";
import { notFound } from "../errors.ts";
import { feedsOf } from "../feeds/formats.ts";
import { layout } from "../layout.ts";
import { mailForm } from "../mail/form.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { listOf, window } from "./author.ts";
import { readPage } from "./list.ts";

/** The papers of a category, or of an archive with all that is in it, the newest first. */
export async function categoryPage(context: Context, parts: WebParts): Promise<Response> {
  const { addresses } = parts;
  const typed = plain(context.req.param("category") ?? "")
    .replaceAll('"', "")
    .trim();
  const page = readPage(context.req.query("page"));
  if (typed === "" || typed.length > 100 || page === undefined) return notFound(context, parts);
  const category = readCategory(typed) ?? typed;
  if (category !== typed) return context.redirect(addresses.category(category, page));
  const query = `category:${/\s/u.test(category) ? `"${category}"` : category}`;
  const result = await findOrExplain(`${query} sort:new`, page, parts);
  if (typeof result === "string") return notFound(context, parts, result);
  if (result.hits.length === 0) return notFound(context, parts, `The library has no papers in ${category}.`);
  const name = categoryName(category);
  const counts = await parts.services.library.index.categories();
  const inside = categoriesFrom(`${category}.`).filter((one) => counts.has(one));
  const body = html`<h1>${plain(category)}${name === undefined || name === category ? "" : html` <span class="count">${name}</span>`}</h1>
${inside.length > 0 ? html`<ul class="chips" aria-label="Categories in ${category}">${inside.map((one) => html`<li><a href="${addresses.category(one)}">${one} <span class="count">${categoryName(one)}</span></a></li>`)}</ul>` : ""}
${mailForm(parts, { what: "category", category })}
${listOf(query, result, page, (to) => addresses.category(category, to), parts)}`;
  const title = name === undefined ? category : `${category}: ${name}`;
  const description = `${counted(result.total, "paper")} in ${title}`;
  return context.html(
    layout(parts, { title, description, feeds: feedsOf(title, addresses.category(category)), query, body }),
  );
}

/** What the filter finds; if there is no such category, which ones may be meant. */
async function findOrExplain(query: string, page: number, { services }: WebParts) {
  try {
    return await services.library.index.search(query, window(page));
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** Every category that the library has papers in, by archive. */
export async function categoriesPage(context: Context, parts: WebParts): Promise<Response> {
  const { addresses, services } = parts;
  const all = await services.library.index.categories();
  const counts = new Map([...all].filter(([category]) => hasCategoryForm(category)));
  const archives = [...new Set([...counts.keys()].map((category) => category.split(".")[0] ?? ""))].sort();
  const link = (category: string) =>
    html`<li><a href="${addresses.category(category)}">${plain(category)}</a> ${categoryName(category) ?? ""} <span class="count">${(counts.get(category) ?? 0).toLocaleString("en")}</span></li>`;
  const section = (archive: string) => {
    const inside = [...counts.keys()].filter((category) => belongsTo(category, archive)).sort();
    const name = categoryName(archive);
    return html`<section><h2><a href="${addresses.category(archive)}">${plain(name ?? archive)}</a></h2>
<ul class="columns">${inside.map(link)}</ul></section>`;
  };
  const body = html`<h1>Categories</h1>
${counts.size === 0 ? html`<p>No paper in the library has a category yet.</p>` : archives.map(section)}`;
  return context.html(layout(parts, { title: "Categories", body }));
}
