import type { Paper } from "../../papers/paper.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Direction } from "../lsa/lsa.ts";
import { newestFirst } from "../ranking/rank.ts";
import type { SearchResult, Window } from "../search-index.ts";
import { topK } from "../storage/top-k.ts";
import { isBackgroundTerm } from "../text/background-words.ts";
import { wordsOf } from "../text/paper-text.ts";
import { createTermWeights, dot, isTerm, length, type Vector, vectorOf } from "../vectors/paper-vector.ts";
import { createNearDuplicates } from "./near-duplicates.ts";

/**
 * Papers are looked for by the strongest terms of the given ones, and so many of the best are compared in full. With 100 the
 * measure below gains .008 and .002, but three papers among 110,000 take half as long again: more than 50 ms one time in twenty.
 */
const STRONGEST = 40;
const COMPARED = 60;
const TERMS_SHOWN = 4;
/**
 * Measured, with 100 compared, by nDCG@10 of the other members of a reading list, given one and three of 86 lists among 17,864
 * papers: .324 and .466 without, .335 and .478 at .6, .324 and .467 at 1. Among 110 papers .6 and 1 are alike.
 */
const LSA_WEIGHT = 0.6;

/** The papers nearest to the centre of the given ones by tf-idf cosine and place in the LSA space; nearly the same ones appear once. */
export function similarPapers(
  ids: readonly string[],
  { offset, limit }: Window,
  corpus: Corpus,
): SearchResult {
  const given = new Set(ids.flatMap((id) => corpus.docOf(id) ?? []));
  const weigh = createTermWeights(corpus);
  const centre = new Map<number, number>();
  const { documents } = corpus;
  for (const doc of given) {
    for (const [term, weight] of vectorOf(documents.sequence(doc), weigh))
      centre.set(term, (centre.get(term) ?? 0) + weight);
  }
  const candidates = candidatesNear(centre, weigh, given, corpus);
  const close = candidates.first(Math.max(COMPARED, offset + limit));
  const target = directionOf(given, corpus);
  const nearDuplicates = createNearDuplicates();
  const isNew = (doc: number) => nearDuplicates.isNew(documents.foldedTitle(doc), documents.sequence(doc));
  for (const doc of given) isNew(doc);
  const ranked = close
    .map((doc) => {
      const vector = vectorOf(documents.sequence(doc), weigh);
      const lsa = LSA_WEIGHT * corpus.lsa.cosine(target, doc);
      return { doc, vector, score: dot(centre, vector) / length(centre) + lsa };
    })
    .sort((a, b) => b.score - a.score)
    .filter(({ doc }) => isNew(doc));
  return {
    total: candidates.total - (close.length - ranked.length),
    hits: ranked.slice(offset, offset + limit).map(({ doc, vector, score }) => {
      const paper = documents.paper(doc);
      return { paper, score, why: sharedTerms(centre, vector, paper, corpus) };
    }),
    instead: [],
  };
}

/** The middle of papers in the LSA space; not of unit length if they point apart, and zero while nothing is learned. */
function directionOf(docs: ReadonlySet<number>, { lsa }: Corpus): Direction {
  const middle = lsa.direction([]);
  for (const doc of docs) {
    for (const [d, value] of lsa.at(doc).entries()) middle[d] = (middle[d] ?? 0) + value / docs.size;
  }
  return middle;
}

// A first, cheap look through the inverted index: the papers that share the centre's strongest terms.
function candidatesNear(
  centre: Vector,
  weigh: (number: number) => number,
  given: ReadonlySet<number>,
  corpus: Corpus,
) {
  const scores = new Float64Array(corpus.maxDoc);
  const terms = [...centre].filter(([key]) => isTerm(key));
  const strongest = terms.sort((a, b) => b[1] - a[1]).slice(0, STRONGEST);
  for (const [number, weight] of strongest) {
    const term = corpus.terms.term(number);
    const gain = weight * weigh(number);
    corpus.text.each(term, (doc) => {
      scores[doc] = (scores[doc] ?? 0) + gain;
    });
  }
  const docs: number[] = [];
  scores.forEach((score, doc) => {
    if (score > 0 && !given.has(doc)) docs.push(doc);
  });
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(a, b, corpus);
  return { total: docs.length, first: (count: number) => topK(docs, count, byScore) };
}

// The terms are stems; a reader gets them as the paper first writes them.
function sharedTerms(centre: Vector, vector: Vector, paper: Paper, { terms }: Corpus): string {
  const shared = [...vector]
    .filter(([key]) => isTerm(key))
    .map(([number, weight]) => ({ term: terms.term(number), strength: weight * (centre.get(number) ?? 0) }))
    .filter(({ term, strength }) => strength > 0 && !isBackgroundTerm(term))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, TERMS_SHOWN);
  const { title, body } = wordsOf(paper);
  const readable = new Map([...title, ...body].reverse().map(({ term, surface }) => [term, plain(surface)]));
  const names = shared.map(({ term }) => `“${readable.get(term) ?? term}”`);
  return names.length > 0 ? `Shares ${names.join(", ")}` : "";
}

// "Video" in a title is "video"; "NeRF" and "3D" stay.
function plain(surface: string): string {
  return /^\p{Lu}[\p{Ll}'’]+$/u.test(surface) ? surface.toLowerCase() : surface;
}
