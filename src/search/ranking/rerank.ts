import type { Shelf } from "../corpus/corpus.ts";
import type { Plan } from "../query/plan.ts";
import { type Candidate, featuresOf } from "./features.ts";
import { type Features, weighed } from "./weights.ts";

/** A candidate with all that speaks for it, and what that comes to: comparable within one answer only. */
export interface Judged {
  readonly slot: number;
  readonly features: Features;
  readonly score: number;
}

/** So many of the best are taken for right: what lies near them is more likely to be right too. 5 did better than 10 or 20. */
const BELIEVED = 5;

/** The second stage of the ranking: the score of each candidate, in the given order. */
export function judge(candidates: readonly Candidate[], plan: Plan, shelf: Shelf): Judged[] {
  const first = featuresOf(candidates, plan, shelf).map((features, at) => ({
    slot: candidates[at]?.slot ?? 0,
    features,
    score: weighed(features),
  }));
  const feedback = createFeedback(first, shelf);
  return first.map(({ slot, features }) => {
    const all = { ...features, feedback: feedback(slot) };
    return { slot, features: all, score: weighed(all) };
  });
}

/** How near a paper lies to the middle of the best ones, itself left out: Rocchio's feedback in the latent space. */
function createFeedback(judged: readonly Judged[], { latent }: Shelf): (slot: number) => number {
  if (latent.learnedFrom === 0) return () => 0;
  const best = [...judged].sort((a, b) => b.score - a.score).slice(0, BELIEVED);
  const most = best[0]?.score || 1;
  const weights = new Map(best.map(({ slot, score }) => [slot, score / most]));
  const middle = latent.direction([]);
  for (const [slot, weight] of weights) {
    for (const [d, value] of latent.at(slot).entries()) middle[d] = (middle[d] ?? 0) + weight * value;
  }
  const length = Math.sqrt(middle.reduce((sum, value) => sum + value * value, 0)) || 1;
  return (slot) => Math.max(0, (latent.nearness(middle, slot) - (weights.get(slot) ?? 0)) / length);
}
