import type { IndexReader, WeightedDoc } from "../search/search-index.ts";
import type { Interest } from "./interests.ts";
import type { Like } from "./profile.ts";

/** How near papers are to an interest. Arrays are in the order of the docs that were given. */
export interface Ratings {
  /** About 0 to 2: comparable among papers, and roughly among interests with as many likes. */
  readonly scores: Float32Array;
  /** The parts of the scores, each already weighted. */
  readonly parts: Readonly<Record<"text" | "lsa" | "words" | "categories", Float32Array>>;
}

/**
 * What a topic's words and a likeness in meaning count beside a likeness in words. The words are worth about three liked papers, so
 * they count less the more of those there are; what one paper means is less certain than what many have in common. Chosen, like all
 * weights here, on 86 public reading lists, where ten likes get an nDCG@10 of .48 with a latent weight of .35 to .45 and words of .1
 * to .15, and .47 with .3 and .15; one like gets .43, and .42 with a latent weight of .3.
 */
const WEIGHTS_BY_LIKES = [
  { from: 8, words: 0.1, lsa: 0.4 },
  { from: 4, words: 0.25, lsa: 0.4 },
  { from: 2, words: 0.4, lsa: 0.3 },
  { from: 0, words: 0.4, lsa: 0.2 },
];
/** From .005 to .01 alike: .01 better than without them; at .04 .02 worse. */
const CATEGORY_WEIGHT = 0.01;
/** Categories of the background count as much as this many liked papers. */
const CATEGORY_PRIOR = 5;
/** How many papers the usual shares of categories are read from. */
const BACKGROUND = 2000;
// A background is the same array until papers come or go.
const usualShares = new WeakMap<readonly number[], ReadonlyMap<string, number>>();

/**
 * Rates papers by their likeness to an interest's papers, in words and in meaning, by the interest's words, and by which
 * categories they share. The learner behind it is a centroid: classifiers on the same features were measured to be no better. Likeness
 * is a cosine, as it is: measured in standard deviations from what is usual, an interest with rare words would count
 * these far too much (.03 less with one like).
 */
export function rate(interest: Interest, docs: readonly number[], reader: IndexReader): Ratings {
  const examples = examplesOf(interest.likes, reader);
  const weights = weightsBesides(examples.length);
  const fit = interest.words === "" ? () => 0 : reader.bm25f(interest.words);
  const parts = {
    text: reader.centroidCosines(examples, docs),
    lsa: weightedSum(weights.lsa, docs, byLsaVector(examples, reader)),
    words: weightedSum(weights.words, docs, fit),
    categories: weightedSum(CATEGORY_WEIGHT, docs, byCategories(examples, reader)),
  };
  const { text, lsa, words, categories } = parts;
  const scores = text.map((value, at) => value + (lsa[at] ?? 0) + (words[at] ?? 0) + (categories[at] ?? 0));
  return { scores, parts };
}

/** The likes that are in the library now. */
function examplesOf(likes: readonly Like[], { docOf }: IndexReader): readonly WeightedDoc[] {
  return likes.flatMap(({ paper, weight }) => {
    const doc = docOf(paper);
    return doc === undefined ? [] : [{ doc, weight }];
  });
}

function weightedSum(weight: number, docs: readonly number[], read: (doc: number) => number): Float32Array {
  return ratedBy(docs, (doc) => weight * read(doc));
}

// `from` with a function takes several times as long.
function ratedBy(docs: readonly number[], read: (doc: number) => number): Float32Array {
  const values = new Float32Array(docs.length);
  for (let at = 0; at < docs.length; at += 1) values[at] = read(docs[at] ?? 0);
  return values;
}

/** How much a topic's words and a likeness in meaning count, given the number of likes. */
export function weightsBesides(likes: number): { readonly words: number; readonly lsa: number } {
  return WEIGHTS_BY_LIKES.find(({ from }) => likes >= from) ?? { words: 0, lsa: 0 };
}

/** The cosine with the centroid of the examples in the LSA space. */
function byLsaVector(examples: readonly WeightedDoc[], reader: IndexReader): (doc: number) => number {
  const [first] = examples;
  if (!first) return () => 0;
  const middle = reader.lsaVector(first.doc).fill(0);
  for (const { doc, weight } of examples) {
    for (const [d, value] of reader.lsaVector(doc).entries()) middle[d] = (middle[d] ?? 0) + weight * value;
  }
  const length = Math.sqrt(middle.reduce((sum, value) => sum + value * value, 0)) || 1;
  return (doc) => reader.lsaCosine(middle, doc) / length;
}

/** How much likelier a paper's categories are among the liked ones than elsewhere, as a logarithm. */
function byCategories(examples: readonly WeightedDoc[], reader: IndexReader): (doc: number) => number {
  const background = reader.background(BACKGROUND);
  const usual = usualShares.get(background) ?? shares(background, reader);
  usualShares.set(background, usual);
  const liked = shares(
    examples.map(({ doc }) => doc),
    reader,
  );
  const trust = examples.length / (examples.length + CATEGORY_PRIOR);
  const known = new Map<readonly string[], number>();
  const odds = (category: string) => {
    const before = (usual.get(category) ?? 0) + 1 / background.length;
    return Math.log(1 - trust + (trust * (liked.get(category) ?? 0)) / before);
  };
  return (doc) => {
    const categories = reader.categories(doc);
    const remembered = known.get(categories);
    if (remembered !== undefined) return remembered;
    const sum = categories.reduce((total, category) => total + odds(category), 0);
    known.set(categories, sum);
    return sum;
  };
}

function shares(docs: readonly number[], reader: IndexReader): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const doc of docs) {
    for (const category of reader.categories(doc))
      found.set(category, (found.get(category) ?? 0) + 1 / docs.length);
  }
  return found;
}
