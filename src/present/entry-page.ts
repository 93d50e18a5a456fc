import { z } from "zod";
import type { Caller } from "../chat/command.ts";
import { type Button, buttons, note, type Reply } from "../chat/reply.ts";
import { counted } from "../counted.ts";
import type { Named } from "../history/history.ts";
import type { Paper } from "../papers/paper.ts";
import type { ListedPaper } from "./paper-card.ts";
import { paperList } from "./paper-list.ts";
import type { Services } from "./services.ts";

const PER_PAGE = 5;

export const pageOption = z.coerce.number().int().min(1).max(1000).default(1).describe("Page of the list");

interface Page<T> {
  readonly heading: string;
  readonly command: string;
  /** Options besides the page. */
  readonly options?: Readonly<Record<string, string>>;
  readonly page: number;
  /** `asker` where the list belongs to one person. */
  readonly audience?: Reply["audience"];
  /** What to say about an entry besides its paper. */
  readonly about?: (entry: T & { readonly paper: Paper }) => About | Promise<About>;
}

type About = Omit<ListedPaper, "paper">;

/** Five entries of a list, with buttons to the pages before and after. */
export async function pageOfEntries<T extends Named>(
  entries: readonly T[],
  services: Services,
  caller: Caller,
  { heading, command, options = {}, page, audience = "conversation", about = () => ({}) }: Page<T>,
): Promise<Reply> {
  const first = (page - 1) * PER_PAGE;
  const last = Math.ceil(entries.length / PER_PAGE);
  if (page > last) return note(`This list has only ${counted(last, "page")}.`, "usage");
  const shown = await services.history.withPapers(entries.slice(first, first + PER_PAGE));
  const turn = (label: string, to: number): Button => ({
    label,
    action: { command, options: { ...options, page: String(to) }, effect: "replace" },
  });
  const gone = Math.min(PER_PAGE, entries.length - first) - shown.length;
  const footer = [
    last > 1 && `Page ${page} of ${last}, ${entries.length.toLocaleString("en")} papers`,
    gone > 0 && `${gone} of this page ${gone === 1 ? "is" : "are"} no longer in the library`,
  ].filter(Boolean);
  const papers = shown.map(async (entry) => ({ ...(await about(entry)), paper: entry.paper }));
  const turns = buttons(
    page > 1 ? turn("Previous", page - 1) : undefined,
    page < last ? turn("Next", page + 1) : undefined,
  );
  const list = { heading, papers: await Promise.all(papers), footer: footer.join(" · "), buttons: turns };
  return paperList({ ...list, audience }, services, caller);
}
