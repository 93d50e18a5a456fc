import { expect, it } from "vitest";
import type { QueryPlan } from "../../../src/search/query/plan.ts";
import { weightsFor } from "../../../src/search/ranking/query-weights.ts";
import { type FeatureName, type Features, WEIGHTS } from "../../../src/search/ranking/weights.ts";

function planOf(typed: string): QueryPlan {
  const terms = typed.split(" ");
  const words = terms.map((term) => ({ term, typed: term, joined: false, weight: 1 }));
  return { words, expansions: [], sequence: terms, spelling: terms, folded: typed };
}

const ZEROS = Object.fromEntries(Object.keys(WEIGHTS).map((name) => [name, 0])) as Record<
  FeatureName,
  number
>;

/** So many candidates, of which some have every word, and some have these in the title. */
function candidates({ complete = 0, holding = 0 }) {
  return Array.from({ length: 200 }, (_, at) => {
    const features: Features = { ...ZEROS, titleHolds: at < holding ? 1 : 0 };
    return { features, isComplete: at < complete };
  });
}

function weights(typed: string, found: Parameters<typeof candidates>[0]) {
  return weightsFor(planOf(typed), candidates(found));
}

it("leaves the weights of a few words with few papers as they are", () => {
  expect(weights("few words", { complete: 10, holding: 5 })).toEqual({ weights: WEIGHTS, feedbackDocs: 5 });
});

it("takes more feedback, from more papers, the more papers have all words", () => {
  const [none, half, all, more] = [10, 30, 50, 200].map((complete) => weights("few words", { complete }));
  expect([none, half, all].map((each) => each?.feedbackDocs)).toEqual([5, 7.5, 10]);
  expect(half?.weights.feedback).toBeCloseTo((WEIGHTS.feedback + 1.3) / 2);
  expect(all?.weights.feedback).toBeCloseTo(1.3);
  expect(more).toEqual(all);
});

it("counts what a paper says in place of missing words the more, the longer the query", () => {
  const words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split(" ");
  const [short, middling, long] = [6, 10, 14].map(
    (count) => weights(words.slice(0, count).join(" "), {}).weights,
  );
  expect(short).toEqual(WEIGHTS);
  expect(middling?.missingTerms).toBeCloseTo((WEIGHTS.missingTerms + 1.3) / 2);
  expect(long).toMatchObject({ missingTerms: 1.3, feedback: 0.6, feedbackTerms: 0.3 });
});

it.each([
  ["few words", 0.12],
  ["words", WEIGHTS.titleAdjacent],
  ["word of words", WEIGHTS.titleAdjacent],
])("takes “%s” in many titles for a topic or a title: neighbours in a title count %d", (typed, weight) => {
  expect(weights(typed, { holding: 20 }).weights.titleAdjacent).toBeCloseTo(weight);
});
