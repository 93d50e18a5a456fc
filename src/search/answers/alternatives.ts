import type { Corpus } from "../corpus/corpus.ts";
import { innerProduct } from "../lsa/inner-product.ts";
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
  yield* topicsNear(typed, corpus);
  yield texts((part) => (part.kind === "filter" ? part.text : ""));
}

/** Topics with a word of the text, in any form, the commonest first; once meanings are learned, those near all of it. */
function topicsNear(text: string, { topics, terms, lsa }: Corpus): readonly string[] {
  const found = new Set<string>();
  const numbersOf = (said: string) =>
    words(said).flatMap(({ stop, joined, term }) => (stop || joined ? [] : (terms.number(term) ?? [])));
  const direction = (said: string) => lsa.direction(numbersOf(said).map((number) => [number, 1] as const));
  for (const { folded, term, stop } of words(text)) {
    if (stop || folded.length < 3) continue;
    // Another form of the word: "quantizing" is near "quantization", and "quantum" is not.
    const beginning = folded.startsWith(term) ? term : folded;
    for (const topic of topics.completing(beginning, TOPICS_COMPARED)) found.add(topic);
  }
  if (lsa.learnedFrom === 0) return [...found];
  const meant = direction(text);
  return [...found].filter((topic) => innerProduct(meant, direction(topic)) >= NEAR);
}

const TOPICS_COMPARED = 12;
/** Most topics that share nothing but a word with a query are further from it. */
const NEAR = 0.4;

const RESTRICTS: ReadonlySet<QueryPart["kind"]> = new Set(["filter", "without"]);
