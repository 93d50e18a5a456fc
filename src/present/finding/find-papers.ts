import { counted } from "../../counted.ts";
import { UserError } from "../../errors.ts";
import type { Paper } from "../../papers/paper.ts";
import type { SearchResult } from "../../search/search-index.ts";
import { relaxedLine, stillLoading } from "../paging.ts";
import type { Services } from "../services.ts";
import { readLinks } from "./links-in-query.ts";

/** What a query finds, in chat and on the page. */
export type FoundPapers =
  /** It names one paper, which is there. */
  | { readonly kind: "one"; readonly paper: Paper; readonly missing?: string }
  | {
      readonly kind: "list";
      /** What was searched for: without a link that is no paper's, and with the id for a citation key. */
      readonly query: string;
      readonly title: string;
      /** Whether the query names papers, rather than words. */
      readonly isNamed: boolean;
      /** What else to say: which papers are missing, or what of the query was left out. */
      readonly note?: string;
      readonly result: SearchResult;
    }
  | {
      readonly kind: "nothing";
      readonly text: string;
      /** Queries that find something. */
      readonly alternatives: readonly string[];
      /** Whether the query has pages, but not so many. */
      readonly isPastEnd?: true;
    };

/** One page of what a typed query finds. Throws a UserError that says what is wrong with the query. */
export async function findPapers(
  typed: string,
  { count, page }: { readonly count: number; readonly page: number },
  services: Services,
): Promise<FoundPapers> {
  const { library } = services;
  const { query, ids, missing } = await readLinks(typed, services);
  const isNamed = ids.length > 0;
  const result = await library.index.search(query, { offset: (page - 1) * count, limit: count });
  const { hits, total, relaxed, alternatives } = result;
  const [only] = hits;
  if (only && isNamed && total === 1)
    return { kind: "one", paper: only.paper, ...(missing !== undefined && { missing }) };
  if (only) {
    const title = isNamed ? "The papers you named:" : `Papers on “${query}”`;
    const note = isNamed ? missing : relaxed && relaxedLine(relaxed);
    return { kind: "list", query, title, isNamed, result, ...(note !== undefined && { note }) };
  }
  if (missing !== undefined) throw new UserError(missing);
  if (isNamed && total === 0)
    return nothing(`${ids.length === 1 ? "That paper doesn't" : "Those papers don't"} match the filters.`);
  if (total > 0) {
    const text = `“${query}” has only ${counted(Math.ceil(total / count), "page")}.`;
    return { kind: "nothing", text, alternatives: [query], isPastEnd: true };
  }
  const warning = stillLoading(library);
  if (warning !== "") return nothing(`Nothing matches “${query}” yet. ${warning}`);
  const advice =
    alternatives.length > 0
      ? "Try one of these instead:"
      : "Try fewer or more general words, part of a title, or a link to a paper.";
  return nothing(`Nothing matches “${query}”. ${advice}`, alternatives);
}

function nothing(text: string, alternatives: readonly string[] = []): FoundPapers {
  return { kind: "nothing", text, alternatives };
}
