import type { Shelf } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import type { Sequence } from "../corpus/term-sequence.ts";
import type { Plan } from "../query/plan.ts";
import { createProximity } from "./proximity.ts";
import { createTitleMatch } from "./title-match.ts";
import type { Features } from "./weights.ts";

/** What the first stage hands to the second: a paper's slot, and its BM25 score; see scorePapers. */
export interface Candidate {
  readonly slot: number;
  readonly score: number;
}

/** The fewer words a paper has, the less its place is to be trusted: with so many, by half. Without it CACM's bare titles lose .02. */
const TRUSTED_HALF = 30;

/** What speaks for each candidate, in their order. Feedback is 0: it can only be told once there is an order. */
export function featuresOf(candidates: readonly Candidate[], plan: Plan, shelf: Shelf): Features[] {
  const best = Math.max(...candidates.map(({ score }) => score)) || 1;
  const neighbours = createProximity(plan, shelf);
  const nearness = createNearness(plan, shelf);
  const matchTitle = createTitleMatch(plan, shelf);
  return candidates.map(({ slot, score }) => {
    const sequence = shelf.records.sequence(slot);
    return {
      lexical: score / best,
      neighbours: neighbours(sequence) / best,
      ...nearness(slot, sequence),
      feedback: 0,
      ...matchTitle(slot, sequence),
    };
  });
}

/**
 * `latent`: how near a paper lies to where the query points. `kin`: the same for each word that the paper does not have,
 * by the share that the word has in the query.
 */
function createNearness({ words }: Plan, { latent, terms, text, size }: Shelf) {
  if (latent.learnedFrom === 0) return () => ({ latent: 0, kin: 0 });
  const known = words.flatMap(({ term, weight, joined }) => {
    const number = terms.number(term);
    if (number === undefined) return [];
    const telling = weight * inverseDocumentFrequency(text.documents(term), size);
    return [{ number, weight, joined, telling, direction: latent.direction([[number, 1]]) }];
  });
  const aim = latent.direction(known.map(({ number, weight }) => [number, weight]));
  const parts = known.filter(({ joined }) => !joined);
  const all = parts.reduce((sum, { telling }) => sum + telling, 0) || 1;
  return (slot: number, sequence: Sequence) => {
    const trust = sequence.length / (sequence.length + TRUSTED_HALF);
    let kin = 0;
    for (const { number, telling, direction } of parts) {
      if (!sequence.includes(number)) kin += (telling / all) * Math.max(0, latent.nearness(direction, slot));
    }
    return { latent: trust * Math.max(0, latent.nearness(aim, slot)), kin };
  };
}
