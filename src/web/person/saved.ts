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
  const asked = readPage(context.req.query("page"));
  if (asked === undefined) return notFound(context, parts);
  const last = Math.max(1, Math.ceil(entries.length / PER_PAGE));
  // The last paper of the last page may have been removed just now.
  const page = Math.min(asked, last);
  const shown = await services.history.withPapers(entries.slice((page - 1) * PER_PAGE, page * PER_PAGE));
  const gone = Math.min(PER_PAGE, entries.length - (page - 1) * PER_PAGE) - shown.length;
  const none = html`<p class="lead">You haven't saved any papers yet. Press Save below a paper, here or in chat.</p>`;
  const body = html`${
    entries.length === 0
      ? none
      : html`<p class="small">${counted(entries.length, "paper")}, the last saved first.${gone > 0 ? ` ${gone} of this page ${gone === 1 ? "is" : "are"} no longer in the library.` : ""}</p>`
  }
${paperItems(shown, parts)}
${pager(page, last, (to) => addresses.me(`/saved${to > 1 ? `?page=${to}` : ""}`))}`;
  return ownPage(context, parts, { title: "Saved papers", here: "saved", body });
}
