import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import { planQuery } from "../query/plan.ts";
import { BREAK } from "../storage/term-sequence.ts";
import { PART_WEIGHTS } from "./part-weights.ts";

/** The usual parameters of BM25; on public reading lists k1 from 1.2 to 3 and b from .3 to .75 do alike. */
const K1 = 1.2;
const B = 0.75;
/** Of 110,000 papers with their abstracts, counted in that way. */
const USUAL_LENGTH = 170;

/**
 * How well a paper, by its doc, fits words that stand for a subject, 0 to 1: BM25 over title, text and keywords as one field (BM25F), as a
 * share of what a paper could reach that repeats all of them without end. Unlike a search's score it means the same for
 * different words and in different libraries. Slips of the pen are repaired as in the search; what else the search does to
 * a query (meanings of acronyms, emphasis) was measured to help no reading list.
 */
export function createBm25f(words: string, corpus: Corpus): (doc: number) => number {
  const { text, size, terms, documents } = corpus;
  const typed = planQuery(words, corpus).words.filter(({ joined }) => !joined);
  const weights = new Map<number, number>();
  // To read a paper's terms takes time, and most papers have none of the words.
  const held = new Uint16Array(corpus.maxDoc);
  let most = 0;
  for (const { term } of typed) {
    text.tally(term, held);
    const weight = inverseDocumentFrequency(text.docFrequency(term), size);
    most += weight;
    const number = terms.number(term);
    if (number !== undefined) weights.set(number, weight);
  }
  const counts = new Map<number, number>();

  return (doc) => {
    if ((held[doc] ?? 0) === 0) return 0;
    counts.clear();
    let part = 0;
    let length = 0;
    for (const number of documents.sequence(doc)) {
      if (number === BREAK) {
        part += 1;
        continue;
      }
      const repeats = PART_WEIGHTS[part] ?? 1;
      length += repeats;
      if (weights.has(number)) counts.set(number, (counts.get(number) ?? 0) + repeats);
    }
    const damping = K1 * (1 - B + (B * length) / USUAL_LENGTH);
    let sum = 0;
    for (const [number, count] of counts) sum += ((weights.get(number) ?? 0) * count) / (count + damping);
    return sum / (most || 1);
  };
}
