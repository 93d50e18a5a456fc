import { expect, it } from "vitest";
import { createCorpus } from "../../../src/search/corpus/corpus.ts";
import { learnFrom } from "../../../src/search/corpus/learn.ts";
import { createFeedback } from "../../../src/search/ranking/feedback.ts";
import { somePaper } from "../../support/library/papers.ts";

const ABSTRACTS = [
  "Bees gather nectar and pollen.",
  "Bees dance for nectar.",
  "Bees dance, dance, dance for nectar.",
  "Stars burn helium and hydrogen.",
];

function someCorpus(count: number) {
  const corpus = createCorpus();
  for (let at = 0; at < count; at += 1)
    corpus.put(somePaper({ id: `a:${at}`, title: `Note ${at}`, abstract: ABSTRACTS[at % 4] ?? "" }));
  return corpus;
}

function ranked(corpus: ReturnType<typeof someCorpus>) {
  return [...corpus.all()].map((doc) => ({
    doc,
    score: doc < 2 ? 2 - doc : 0.1,
    sequence: corpus.documents.sequence(doc),
  }));
}

it("is nothing while nothing is learned", () => {
  const corpus = someCorpus(40);
  const papers = ranked(corpus);
  const feedback = createFeedback(papers, 2, corpus);
  expect(papers.map((paper) => feedback.inLsa(paper.doc) + feedback.inTerms(paper))).toEqual(
    papers.map(() => 0),
  );
});

it("prefers papers that share their terms with the best, however often they repeat them", () => {
  const corpus = someCorpus(80);
  for (const _ of learnFrom(corpus)) {
    // Nobody waits.
  }
  const papers = ranked(corpus);
  const feedback = createFeedback(papers, 2, corpus);
  const [gather = 0, dance = 0, danceMore = 0, stars = 0] = papers
    .slice(4, 8)
    .map((paper) => feedback.inTerms(paper));
  expect(stars).toBeCloseTo(0);
  expect(gather).toBeGreaterThan(0.5);
  // The second best counts half.
  expect(dance).toBeGreaterThan(0.4);
  expect(danceMore).toBeCloseTo(dance);
  expect(feedback.inLsa(papers[4]?.doc ?? 0)).toBeGreaterThan(feedback.inLsa(papers[7]?.doc ?? 0));
});

it("leaves a paper itself out of what it is compared with", () => {
  const corpus = someCorpus(80);
  for (const _ of learnFrom(corpus)) {
    // Nobody waits.
  }
  const papers = ranked(corpus);
  const [best, , , , twin] = papers;
  if (!best || !twin) throw new Error("There are eighty.");
  const alone = createFeedback(papers, 1, corpus);
  expect(alone.inTerms(twin)).toBeCloseTo(1, 1);
  expect(alone.inTerms(best)).toBeCloseTo(0);
});
