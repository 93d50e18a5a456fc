import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { notFound } from "../errors.ts";
import { PER_PAGE, pager, paperItems, readPage } from "../library/list.ts";
import { ownPage, type PersonParts } from "./own-page.ts";

/** The papers that somebody saved, the newest first. */
export async function savedPage(context: Context, parts: PersonParts): Promise<Response> {
  const { services, addresses, viewer } = parts;
  const entries = await services.history.saved(viewer.who);
  const page = readPage(context.req.query("page"));
  const last = Math.max(1, Math.ceil(entries.length / PER_PAGE));
  if (page === undefined || page > last) return notFound(context, parts);
  const shown = await services.history.withPapers(entries.slice((page - 1) * PER_PAGE, page * PER_PAGE));
  return ownPage(context, parts, {
    title: "Saved papers",
    here: "saved",
    body: html`${
      entries.length === 0
        ? html`<p>You haven't saved any papers yet. Press Save below a paper, here or in chat.</p>`
        : html`<p class="small">${counted(entries.length, "paper")}, the newest first.</p>`
    }
${paperItems(shown, parts)}
${pager(page, last, (to) => addresses.me(`/saved${to > 1 ? `?page=${to}` : ""}`))}`,
  });
}
