import type { Shelf } from "../corpus/corpus.ts";

/** The company that a word would keep: the papers that hold one of the other words of a query. */
export interface Company {
  /** How many papers hold all the given terms, and how many of these one of the other words. */
  papersWith(terms: readonly string[]): { readonly all: number; readonly kept: number };
}

/** Of more words the commonest are left out: nearly every paper has one of them. */
const MOST_OTHERS = 8;

/** `others` are terms that the library knows. What it takes is looked up once, when it is first asked for. */
export function createCompany(others: readonly string[], { text, slots }: Shelf): Company {
  let holds: Uint16Array | undefined;

  return {
    papersWith(terms) {
      holds ??= tallied(rarestFirst(others).slice(0, MOST_OTHERS));
      const [rarest = "", ...rest] = rarestFirst(terms);
      const held = tallied(rest);
      let all = 0;
      let kept = 0;
      text.each(rarest, (slot) => {
        if ((held[slot] ?? 0) < rest.length) return;
        all += 1;
        if ((holds?.[slot] ?? 0) > 0) kept += 1;
      });
      return { all, kept };
    },
  };

  function rarestFirst(terms: readonly string[]): string[] {
    return [...new Set(terms)].sort((a, b) => text.documents(a) - text.documents(b));
  }

  /** How many of some terms each paper holds. */
  function tallied(terms: Iterable<string>): Uint16Array {
    const counts = new Uint16Array(slots);
    for (const term of terms) text.tally(term, counts);
    return counts;
  }
}
