import type { Corpus } from "../corpus/corpus.ts";

/** Co-occurrence of a word with a query: the papers that hold one of the query's other words. */
export interface CoOccurrence {
  /** How many papers hold all the given terms, and how many of these one of the other words. */
  papersWith(terms: readonly string[]): { readonly all: number; readonly kept: number };
}

/** Of more words the commonest are left out: nearly every paper has one of them. */
const MOST_OTHERS = 8;

/** `others` are terms that the library knows. What it takes is looked up once, when it is first asked for. */
export function createCoOccurrence(others: readonly string[], { text, maxDoc }: Corpus): CoOccurrence {
  let holds: Uint16Array | undefined;

  return {
    papersWith(terms) {
      holds ??= tallied(rarestFirst(others).slice(0, MOST_OTHERS));
      const [rarest = "", ...rest] = rarestFirst(terms);
      const held = tallied(rest);
      let all = 0;
      let kept = 0;
      text.each(rarest, (doc) => {
        if ((held[doc] ?? 0) < rest.length) return;
        all += 1;
        if ((holds?.[doc] ?? 0) > 0) kept += 1;
      });
      return { all, kept };
    },
  };

  function rarestFirst(terms: readonly string[]): string[] {
    return [...new Set(terms)].sort((a, b) => text.docFrequency(a) - text.docFrequency(b));
  }

  /** How many of some terms each paper holds. */
  function tallied(terms: Iterable<string>): Uint16Array {
    const counts = new Uint16Array(maxDoc);
    for (const term of terms) text.tally(term, counts);
    return counts;
  }
}
