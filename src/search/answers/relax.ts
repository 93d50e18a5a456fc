import type { Corpus } from "../corpus/corpus.ts";
import type { Query, QueryPart } from "../query/query.ts";
import type { SearchResult, Window } from "../search-index.ts";
import { words } from "../text/analyze.ts";
import type { TfIdf } from "../vectors/tf-idf.ts";
import { matching, searchPapers } from "./search.ts";

/** Fewer papers than this are few. */
const FEW = 3;
/** With so many words beside it, a phrase or a filter is a part of a longer text, and not what the text is about. */
const LONGER = 3;

/**
 * Answers a query; where a phrase or a filter inside a longer text leaves few papers or none, goes on with what its words find. What
 * is excluded stays out.
 */
export function searchRelaxed(query: Query, window: Window, corpus: Corpus, tfIdf: TfIdf): SearchResult {
  if (!isLonger(query) || !query.parts.some(({ kind }) => PHRASES_AND_FILTERS.has(kind)))
    return searchPapers(query, window, corpus, tfIdf);
  const strict = matching(query, corpus, { enough: FEW }).total;
  const relaxed = strict < FEW ? relax(query, corpus) : undefined;
  if (!relaxed) return searchPapers(query, window, corpus, tfIdf);
  const end = window.offset + window.limit;
  const first = searchPapers(query, { offset: 0, limit: strict }, corpus, tfIdf).hits;
  const known = new Set(first.map(({ paper }) => paper.id));
  const { hits, ...rest } = searchPapers(relaxed, { offset: 0, limit: end }, corpus, tfIdf);
  return {
    ...rest,
    hits: [...first, ...hits.filter(({ paper }) => !known.has(paper.id))].slice(window.offset, end),
    relaxed: {
      parts: query.parts.filter((part) => !relaxed.parts.includes(part)).map(({ text }) => text),
      matching: first.length,
    },
  };
}

function isLonger({ ids, parts }: Query): boolean {
  const beside = parts.flatMap((part) => (part.kind === "words" ? words(part.text) : []));
  return ids.length === 0 && beside.filter(({ stop, joined }) => !stop && !joined).length >= LONGER;
}

/** The query without its phrases, or else without its filters too, whichever leaves more than few first. */
function relax(query: Query, corpus: Corpus): Query | undefined {
  for (const dropped of [PHRASES, PHRASES_AND_FILTERS]) {
    if (!query.parts.some(({ kind }) => dropped.has(kind))) continue;
    const parts = query.parts.flatMap((part) => (dropped.has(part.kind) ? asWords(part) : part));
    const looser = { ...query, parts };
    if (matching(looser, corpus, { enough: FEW }).total >= FEW) return looser;
  }
  return undefined;
}

function asWords(part: QueryPart): readonly QueryPart[] {
  return part.kind === "phrase" ? [{ kind: "words", text: part.phrase }] : [];
}

const PHRASES: ReadonlySet<QueryPart["kind"]> = new Set(["phrase"]);
const PHRASES_AND_FILTERS: ReadonlySet<QueryPart["kind"]> = new Set(["phrase", "filter"]);
