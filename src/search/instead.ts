import { words } from "./analyze.ts";
import { respelled } from "./plan.ts";
import { type Query, wordsOfQuery } from "./query.ts";
import type { Shelf } from "./shelf.ts";

const MOST_OFFERED = 3;

/**
 * Queries to try where one found nothing: without its quotation marks, without one of its filters, without all of them,
 * then topics of this library. `finds` says whether a query has results; only those are offered.
 */
export function alternatives(
  query: Query,
  shelf: Shelf,
  finds: (query: string) => boolean,
): readonly string[] {
  const offered: string[] = [];
  for (const candidate of candidates(query, shelf)) {
    if (offered.length === MOST_OFFERED) break;
    if (candidate !== "" && !offered.includes(candidate) && finds(candidate)) offered.push(candidate);
  }
  return offered;
}

function* candidates(query: Query, shelf: Shelf): Generator<string> {
  if (query.id !== undefined) return;
  const { parts } = query;
  const spelled = parts.map((part) =>
    part.kind === "phrase" ? `"${respelled(part.phrase, shelf)}"` : part.text,
  );
  yield spelled.join(" ");
  const loose = parts.map((part) => (part.kind === "phrase" ? respelled(part.phrase, shelf) : part.text));
  yield loose.join(" ");
  for (const [index, { kind }] of parts.entries()) {
    if (kind === "filter" || kind === "without" || kind === "words")
      yield parts.flatMap((part, other) => (other === index ? [] : [part.text])).join(" ");
  }
  yield respelled(wordsOfQuery(query), shelf);
  for (const word of words(wordsOfQuery(query))) {
    if (word.folded.length >= 3) yield* shelf.topics.completing(word.folded.slice(0, 4), MOST_OFFERED);
  }
  yield* shelf.topics.common(MOST_OFFERED);
}
