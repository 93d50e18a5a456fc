import type { Corpus } from "../corpus/corpus.ts";
import { mostVotesFirst } from "../corpus/order.ts";
import { topK } from "../storage/top-k.ts";
import { isStopWord, termOf } from "../text/analyze.ts";
import { foldTitle } from "../text/paper-text.ts";

/**
 * Slots of titles that hold a text word for word; only those that begin with it, if there are any ("GPipe" means
 * "GPipe: Efficient Training …" and not every paper that compares itself with it).
 */
export function titlesContaining(text: string, limit: number, corpus: Corpus): readonly number[] {
  const typed = foldTitle(text);
  if (typed === "") return [];
  const found: TitleHit[] = [];
  for (const doc of candidates(typed.split(" "), corpus)) {
    const title = corpus.documents.foldedTitle(doc);
    const at = `${title} `.indexOf(` ${typed} `);
    if (at >= 0) found.push({ doc, fit: Math.min(at, 1) });
  }
  const best = Math.min(...found.map(({ fit }) => fit));
  return ranked(
    found.filter(({ fit }) => fit === best),
    limit,
    corpus,
  );
}

/** Slots of titles that complete a half-typed text: begun by it, then holding it, then holding words that begin so. */
export function titlesCompleting(text: string, limit: number, corpus: Corpus): readonly number[] {
  const typed = foldTitle(text);
  const words = typed.split(" ");
  const starts = words.map((word) => ` ${word}`);
  const found: TitleHit[] = [];
  for (const doc of candidates(words, corpus)) {
    const title = corpus.documents.foldedTitle(doc);
    if (!starts.every((start) => title.includes(start))) continue;
    const at = title.indexOf(` ${typed}`);
    found.push({ doc, fit: at === 0 ? 0 : at > 0 ? 1 : 2 });
  }
  return ranked(found, limit, corpus);
}

// Reading thousands of titles takes a while, so the index narrows them down by the word that says most; only where all words
// are short or stop words, which it does not hold, are the titles themselves looked through for the beginning of one.
function candidates(words: readonly string[], { title, vocabulary, documents }: Corpus): Iterable<number> {
  const byLength = [...words].sort((a, b) => b.length - a.length);
  const longest = byLength.find((word) => word.length >= TELLING_LENGTH && !isStopWord(word));
  if (longest === undefined) return documents.titlesWith(byLength[0] ?? "").slice(0, ENOUGH_TITLES);
  const docs = new Set<number>();
  for (const { word } of vocabulary.startingWith(longest, MOST_COMPLETIONS)) {
    title.each(termOf(word), (doc) => docs.add(doc));
    if (docs.size >= ENOUGH_TITLES) break;
  }
  return docs;
}

const TELLING_LENGTH = 3;
const MOST_COMPLETIONS = 500;
const ENOUGH_TITLES = 5000;

interface TitleHit {
  readonly doc: number;
  /** 0 is best. */
  readonly fit: number;
}

function ranked(found: readonly TitleHit[], limit: number, corpus: Corpus): readonly number[] {
  return topK(found, limit, (a, b) => a.fit - b.fit || mostVotesFirst(a.doc, b.doc, corpus)).map(
    ({ doc }) => doc,
  );
}
