import type { Context } from "hono";
import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { notFound } from "../errors.ts";
import { REMOVED, undoButton } from "../feedback/buttons.ts";
import type { Html } from "../layout.ts";
import { PER_PAGE, pager, paperItems, readPage } from "../library/list.ts";
import { plain } from "../plain.ts";
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
  const body = html`${await removed(context, parts)}
${
  entries.length === 0
    ? none
    : html`<p class="small">${counted(entries.length, "paper")}${entries.length > 1 ? ", the last saved first" : ""}.${gone > 0 ? ` ${gone} of this page ${gone === 1 ? "is" : "are"} no longer in the library.` : ""}</p>`
}
${paperItems(shown, parts)}
${pager(page, last, (to) => addresses.me(`/saved${to > 1 ? `?page=${to}` : ""}`))}`;
  return ownPage(context, parts, { title: "Saved papers", here: "saved", body });
}

/** The paper that was just taken off the list, to be put back. */
async function removed(context: Context, { services, viewer }: PersonParts): Promise<Html | ""> {
  const id = context.req.query(REMOVED) ?? "";
  const [gone] = id === "" ? [] : await services.history.withPapers([{ id }]);
  if (!gone || (await services.taste.isSaved(viewer.who, gone.paper.id))) return "";
  return html`<p class="notice" role="status">Removed “<bdi>${plain(gone.paper.title)}</bdi>”. ${undoButton(gone.paper.id)}</p>`;
}
