import { z } from "zod";
import { type Button, buttons, type Card, note, type Reply } from "../chat/reply.ts";
import type { Named } from "../history/history.ts";
import type { Paper } from "../papers/paper.ts";
import type { Services } from "./services.ts";

const PER_PAGE = 5;

export const pageOption = z.coerce
  .number()
  .int()
  .min(1)
  .max(1000)
  .default(1)
  .describe("Which page of the list to show");

interface Page<T> {
  readonly heading: string;
  readonly command: string;
  /** Beside the page. */
  readonly options?: Readonly<Record<string, string>>;
  readonly page: number;
  readonly card: (entry: T & { readonly paper: Paper }) => Card | Promise<Card>;
}

/** Five of a list, for everybody, with buttons to the pages before and after. */
export async function pageOfEntries<T extends Named>(
  entries: readonly T[],
  { history }: Services,
  { heading, command, options = {}, page, card }: Page<T>,
): Promise<Reply> {
  const first = (page - 1) * PER_PAGE;
  const last = Math.ceil(entries.length / PER_PAGE);
  if (page > last) return note(`There ${last === 1 ? "is one page" : `are ${last} pages`} only.`, "usage");
  const shown = await history.withPapers(entries.slice(first, first + PER_PAGE));
  const turn = (label: string, to: number): Button => ({
    label,
    action: { command, options: { ...options, page: String(to) }, effect: "replace" },
  });
  const gone = Math.min(PER_PAGE, entries.length - first) - shown.length;
  const footer = [
    last > 1 && `Page ${page} of ${last}, ${entries.length.toLocaleString("en")} papers`,
    gone > 0 && `${gone} of this page ${gone === 1 ? "is" : "are"} no longer in the library`,
  ].filter(Boolean);
  return {
    outcome: "answer",
    audience: "everyone",
    text: heading,
    cards: await Promise.all(shown.map(card)),
    ...(footer.length > 0 && { footer: footer.join(" · ") }),
    buttons: buttons(
      page > 1 ? turn("Back", page - 1) : undefined,
      page < last ? turn("More", page + 1) : undefined,
    ),
  };
}
