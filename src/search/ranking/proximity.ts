import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import type { QueryPlan } from "../query/plan.ts";
import type { Sequence } from "../storage/term-sequence.ts";

/** A bonus for papers in which two words that stand side by side in the query stand side by side too. */
export function createProximity({ sequence }: QueryPlan, corpus: Corpus): (text: Sequence) => number {
  const pairs = pairsOf(sequence, corpus);
  if (pairs.length === 0) return () => 0;
  const seconds = new Map<number, TermPair[]>();
  /** Nearly all words of a text are told from those of a query by their last bits: that is quicker than to look each up. */
  const mayBeSecond = new Uint8Array(256);
  for (const pair of pairs) {
    seconds.set(pair.second, [...(seconds.get(pair.second) ?? []), pair]);
    mayBeSecond[pair.second & 255] = 1;
  }
  return (text) => {
    const counts = new Map<TermPair, number>();
    for (let at = 1; at < text.length; at += 1) {
      const term = text[at] ?? 0;
      if (mayBeSecond[term & 255] === 0) continue;
      for (const pair of seconds.get(term) ?? []) {
        if (text[at - 1] === pair.first) counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
    }
    let bonus = 0;
    for (const [{ weight }, count] of counts) bonus += (weight * count) / (count + 1);
    return bonus;
  };
}

interface TermPair {
  readonly first: number;
  readonly second: number;
  /** The idf of the commoner of the two. */
  readonly weight: number;
}

function pairsOf(sequence: readonly string[], { terms, text, size }: Corpus): TermPair[] {
  const idf = (term: string) => inverseDocumentFrequency(text.docFrequency(term), size);
  const pairs = new Map<string, TermPair>();
  sequence.slice(1).forEach((after, index) => {
    const before = sequence[index] ?? "";
    const first = terms.number(before);
    const second = terms.number(after);
    if (first === undefined || second === undefined) return;
    pairs.set(`${first} ${second}`, { first, second, weight: Math.min(idf(before), idf(after)) });
  });
  return [...pairs.values()];
}
