import { html } from "hono/html";
import type { Paper } from "../../papers/paper.ts";
import { paperCard } from "../../present/paper-card.ts";
import { feedbackButtons } from "../feedback/buttons.ts";
import type { Html } from "../layout.ts";
import { paperItem } from "../papers.ts";
import type { WebParts } from "../parts.ts";

/** Papers on one page of a list: fifty are some 40 kB. */
export const PER_PAGE = 50;
/** How much of a summary or an abstract a list shows, in characters: three lines. */
const EXCERPT = 260;

interface Listed {
  readonly paper: Paper;
  /** A remark below the title, such as which spelling was searched for. */
  readonly note?: string | undefined;
}

/** A list of papers. `level` is that of their headings. */
export async function paperItems(
  listed: readonly Listed[],
  parts: WebParts,
  level: 2 | 3 = 2,
): Promise<Html> {
  const feedback = await feedbackButtons(
    listed.map(({ paper }) => paper.id),
    parts,
  );
  const items = listed.map(({ paper, note }) => {
    const { body, buttons: _, ...card } = paperCard(paper, note);
    const short = body === undefined ? {} : { body: excerptOf(body) };
    const href = parts.addresses.paper(paper.id);
    return paperItem({ ...card, ...short, buttons: [] }, href, level, feedback.get(paper.id));
  });
  return html`${items}`;
}

/** The papers of these ids, in this order, as the index has them; what it does not have is left out. */
export async function papersOf(ids: readonly string[], { services }: WebParts): Promise<readonly Listed[]> {
  const papers = await Promise.all(ids.map((id) => services.library.index.get(id)));
  return papers.flatMap((paper) => (paper === undefined ? [] : [{ paper }]));
}

/** The beginning of a text, up to a word's end. */
export function excerptOf(text: string): string {
  if (text.length <= EXCERPT) return text;
  const start = text.slice(0, EXCERPT).toWellFormed();
  const end = start.lastIndexOf(" ");
  return `${start.slice(0, end > EXCERPT / 2 ? end : EXCERPT)}…`;
}

/** Links to the other pages of a long list, and which page this is. Empty if there is only one. */
export function pager(page: number, last: number, to: (page: number) => string): Html | "" {
  if (last <= 1) return "";
  return html`<nav class="turn" aria-label="Pages">
${page > 1 ? html`<a rel="prev" href="${to(page - 1)}">← Previous page</a>` : ""}
<span>Page ${page.toLocaleString("en")} of ${last.toLocaleString("en")}</span>
${page < last ? html`<a rel="next" href="${to(page + 1)}">Next page →</a>` : ""}
</nav>`;
}

/** The page of a list that is asked for; undefined where the address has something else. */
export function readPage(typed: string | undefined): number | undefined {
  if (typed === undefined) return 1;
  return /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : undefined;
}
