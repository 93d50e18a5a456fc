import { z } from "zod";
import type { Caller } from "../chat/command.ts";
import { type Button, buttons, type Reply } from "../chat/reply.ts";
import { counted } from "../counted.ts";
import type { Relaxed, SearchResult } from "../search/search-index.ts";
import { exactly } from "./finding/exactly.ts";
import { paperList } from "./paper-list.ts";
import type { Services } from "./services.ts";

const DEFAULT_COUNT = 5;

/** Papers in one answer: five take up a phone's screen twice over, ten fill a message on every platform. */
export const count = z.coerce
  .number()
  .int()
  .min(1)
  .max(10)
  .default(DEFAULT_COUNT)
  .describe("Number of papers");

export const page = z.coerce.number().int().min(1).max(100).default(1).describe("Page of the answer");

interface Page {
  readonly result: Pick<SearchResult, "total" | "complete" | "hits">;
  readonly heading: string;
  readonly command: string;
  /** The options that ask for the first page again, without `page` and `count`. */
  readonly options: Readonly<Record<string, string>>;
  readonly count: number;
  readonly page: number;
  /** How the papers are divided, in a few words, and buttons for the parts. */
  readonly parts?: { readonly text: string; readonly buttons: readonly Button[] };
}

/** A page of papers, with its place in the whole, and buttons to the pages before and after. */
export function pageOfPapers(page: Page, services: Services, caller: Caller): Promise<Reply> {
  const { result, heading, parts } = page;
  const last = (page.page - 1) * page.count + result.hits.length;
  const turns = buttons(
    page.page > 1 ? turnButton("Previous", page.page - 1, page) : undefined,
    last < result.total ? turnButton("Next", page.page + 1, page) : undefined,
  );
  // The options of a long query are too long for a button; its pages can still be turned by typing.
  const byHand =
    last < result.total && !turns.some(({ label }) => label === "Next")
      ? `page:${page.page + 1} shows more.`
      : "";
  const notes = [rangeLine(page), parts?.text, byHand, stillLoading(services.library)];
  return paperList(
    {
      heading,
      papers: result.hits,
      sharesNotes: true,
      footer: notes.filter(Boolean).join(" · "),
      buttons: [...turns, ...(parts?.buttons ?? [])],
    },
    services,
    caller,
  );
}

function turnButton(label: string, to: number, { command, options, count }: Page): Button {
  const many = count === DEFAULT_COUNT ? {} : { count: String(count) };
  return {
    label,
    action: { command, options: { ...options, ...many, page: String(to) }, effect: "replace" },
  };
}

/** The place of these papers among those that have all the words; others come after them. Empty where there are no more. */
export function rangeLine({
  result: { total, complete = total, hits },
  page,
  count,
}: Pick<Page, "result" | "page" | "count">): string {
  if (total <= hits.length) return "";
  const first = (page - 1) * count + 1;
  const last = first + hits.length - 1;
  const range = first === last ? `${first}` : `${first}–${last}`;
  if (last <= complete) return `${range} of ${exactly(complete)}`;
  return complete === 0
    ? `${range} · no paper has all the words`
    : `${range} · ${exactly(complete)} with all the words`;
}

/** A warning while the library is not in memory yet; empty afterwards. */
export function stillLoading(library: Services["library"]): string {
  return library.loading
    ? `I'm still loading the library (${counted(library.index.size, "paper")} so far). Try again in a minute.`
    : "";
}

/** The part of a query that had to be left out to find more than a paper or two, as a sentence. */
export function relaxedLine({ parts, matching }: Relaxed): string {
  const named = parts.map((part) => (part.startsWith('"') ? `“${part.replaceAll('"', "")}”` : part));
  const list = named.join(" and ");
  if (matching === 0)
    return `No paper also matches ${list}, so I left ${named.length > 1 ? "them" : "it"} out.`;
  return matching === 1
    ? `Only the first paper also matches ${list}.`
    : `Only the first ${matching} papers also match ${list}.`;
}
