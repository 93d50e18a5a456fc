import type { Corpus } from "../corpus/corpus.ts";
import { respelled } from "../query/plan.ts";
import { type Query, type QueryPart, wordsOfQuery } from "../query/query.ts";
import { words } from "../text/analyze.ts";

const MOST_OFFERED = 3;

/**
 * Queries to try where one found nothing: spelt otherwise, without its quotation marks, without one of its filters or
 * all of them, topics with similar words, and its filters alone. `finds` says whether a
 * query has results; only those are offered.
 */
export function alternatives(
  query: Query,
  corpus: Corpus,
  finds: (query: string) => boolean,
): readonly string[] {
  const offered: string[] = [];
  for (const candidate of candidates(query, corpus)) {
    if (offered.length === MOST_OFFERED) break;
    if (candidate !== "" && !offered.includes(candidate) && finds(candidate)) offered.push(candidate);
  }
  return offered;
}

function* candidates({ parts, ids }: Query, corpus: Corpus): Generator<string> {
  if (ids.length > 0) return;
  const texts = (show: (part: QueryPart) => string) =>
    parts
      .map(show)
      .filter((text) => text !== "")
      .join(" ");
  const phrase = (part: QueryPart) => (part.kind === "phrase" ? respelled(part.phrase, corpus) : undefined);
  yield texts((part) => (part.kind === "phrase" ? `"${phrase(part)}"` : part.text));
  yield texts((part) => phrase(part) ?? part.text);
  for (const dropped of parts) {
    if (RESTRICTS.has(dropped.kind))
      yield texts((part) => (part === dropped ? "" : (phrase(part) ?? part.text)));
  }
  const typed = respelled(wordsOfQuery({ parts }), corpus);
  yield typed;
  for (const { folded, term, stop } of words(typed)) {
    if (stop || folded.length < 3) continue;
    // Another form of the word: "quantizing" is near "quantization", and "quantum" is not.
    yield* corpus.topics.completing(folded.startsWith(term) ? term : folded, MOST_OFFERED);
  }
  yield texts((part) => (part.kind === "filter" ? part.text : ""));
}

const RESTRICTS: ReadonlySet<QueryPart["kind"]> = new Set(["filter", "without"]);
