import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import type { QueryPlan } from "../query/plan.ts";
import type { Sequence } from "../storage/term-sequence.ts";
import { createProximity } from "./proximity.ts";
import { createTitleMatch } from "./title-match.ts";
import type { Features } from "./weights.ts";

/** What the first stage hands to the second: a paper's doc, and its BM25 score; see scorePapers. */
export interface FirstStageHit {
  readonly doc: number;
  readonly score: number;
}

/** The fewer words a paper has, the less its place is to be trusted: with so many, by half. Without it CACM's bare titles lose .02. */
const TRUSTED_HALF = 30;

interface FirstFeatures {
  readonly doc: number;
  readonly sequence: Sequence;
  /** Those of feedback are 0: they can only be told once there is an order. */
  readonly features: Features;
  /** Whether the paper has every word of the query; never where nothing is learned. */
  readonly isComplete: boolean;
}

/** What speaks for each candidate, in their order. */
export function featuresOf(
  candidates: readonly FirstStageHit[],
  plan: QueryPlan,
  corpus: Corpus,
): FirstFeatures[] {
  const best = Math.max(...candidates.map(({ score }) => score)) || 1;
  const neighbours = createProximity(plan, corpus);
  const cosine = createLsaFeatures(plan, corpus);
  const matchTitle = createTitleMatch(plan, corpus);
  return candidates.map(({ doc, score }) => {
    const sequence = corpus.documents.sequence(doc);
    const { isComplete, ...latent } = cosine(doc, sequence);
    return {
      doc,
      sequence,
      isComplete,
      features: {
        lexical: score / best,
        neighbours: neighbours(sequence) / best,
        ...latent,
        feedback: 0,
        feedbackTerms: 0,
        ...matchTitle(doc, sequence),
      },
    };
  });
}

/**
 * `lsa`: how near a paper lies to where the query points. `missingTerms`: the same for each word that the paper does not have,
 * by the share that the word has in the query.
 */
function createLsaFeatures({ words }: QueryPlan, { lsa, terms, text, size }: Corpus) {
  if (lsa.learnedFrom === 0) return () => ({ lsa: 0, missingTerms: 0, isComplete: false });
  const known = words.flatMap(({ term, weight, joined }) => {
    const number = terms.number(term);
    if (number === undefined) return [];
    const telling = weight * inverseDocumentFrequency(text.docFrequency(term), size);
    return [{ number, weight, joined, telling, direction: lsa.direction([[number, 1]]) }];
  });
  const target = lsa.direction(known.map(({ number, weight }) => [number, weight]));
  const parts = known.filter(({ joined }) => !joined);
  const isAllKnown = parts.length === words.filter(({ joined }) => !joined).length;
  const all = parts.reduce((sum, { telling }) => sum + telling, 0) || 1;
  return (doc: number, sequence: Sequence) => {
    const trust = sequence.length / (sequence.length + TRUSTED_HALF);
    let missingTerms = 0;
    let isComplete = isAllKnown;
    for (const { number, telling, direction } of parts) {
      if (sequence.includes(number)) continue;
      isComplete = false;
      missingTerms += (telling / all) * Math.max(0, lsa.cosine(direction, doc));
    }
    return { lsa: trust * Math.max(0, lsa.cosine(target, doc)), missingTerms, isComplete };
  };
}
