import { z } from "zod";
import { type Button, buttons, type Reply } from "../chat/reply.ts";
import type { SearchResult } from "../search/search-index.ts";
import { paperCard } from "./paper-card.ts";
import type { Services } from "./services.ts";

/** Papers in one answer: five fit a phone's screen twice over, ten fill every platform's message. */
export const count = z.coerce.number().int().min(1).max(10).default(5).describe("How many papers to show");

export const page = z.coerce
  .number()
  .int()
  .min(1)
  .max(100)
  .default(1)
  .describe("Which page of the answer to show");

interface Page {
  readonly result: SearchResult;
  readonly heading: string;
  readonly command: string;
  /** The options that ask for the first page again, without `page` and `count`. */
  readonly options: Readonly<Record<string, string>>;
  readonly count: number;
  readonly page: number;
  readonly library: Services["library"];
  /** How the papers divide up, in a few words, and ways to see a part of them. */
  readonly parts?: { readonly text: string; readonly buttons: readonly Button[] };
}

/** Papers as cards, with where in the whole they are, and buttons to the pages before and after. */
export function pageOfPapers({
  result,
  heading,
  command,
  options,
  count,
  page,
  library,
  parts,
}: Page): Reply {
  const first = (page - 1) * count + 1;
  const last = first + result.hits.length - 1;
  const turn = (label: string, to: number): Button => ({
    label,
    action: {
      command,
      options: { ...options, ...(count !== 5 && { count: String(count) }), page: String(to) },
      effect: "replace",
    },
  });
  const offers = buttons(
    page > 1 ? turn("Back", page - 1) : undefined,
    last < result.total ? turn("More", page + 1) : undefined,
    ...(parts?.buttons ?? []),
  );
  const range =
    result.total > result.hits.length ? `${first}–${last} of ${result.total.toLocaleString("en")}` : "";
  // A long query does not fit into a button; it can still be turned by hand.
  const byHand =
    last < result.total && !offers.some((offer) => offer.label === "More")
      ? `page:${page + 1} shows more.`
      : "";
  const footer = [range, parts?.text, byHand, stillLoading(library)].filter(Boolean).join(" · ");
  return {
    outcome: "answer",
    audience: "everyone",
    text: heading,
    cards: result.hits.map((hit) => paperCard(hit.paper, hit.why)),
    ...(footer !== "" && { footer }),
    buttons: offers,
  };
}

/** A word of warning while the library is not in memory yet; empty afterwards. */
export function stillLoading(library: Services["library"]): string {
  return library.loading
    ? `I have only just started and have read ${library.index.size.toLocaleString("en")} papers so far.`
    : "";
}
