import { innerProduct } from "../lsa/inner-product.ts";
import type { LsaVector } from "../search-index.ts";
import type { Serializable } from "../storage/snapshot-file.ts";

/**
 * Terms that are forms of one word, though the stemmer keeps them apart: "sparse" and "sparsity", "privacy" and "private". They begin
 * alike, and the library uses them alike.
 */
export interface WordForms extends Serializable {
  /** The other forms of a term, both by their numbers; the nearest first. */
  of(term: number): readonly number[];
  /** Learns anew, in steps of a few milliseconds: run the generator to its end, pausing as is fit. */
  learn(source: FormSource): Generator<void>;
}

interface FormSource {
  /** The highest number of a term. */
  readonly size: number;
  term(number: number): string;
  /** 0 for a term that says too little to be compared. */
  weight(number: number): number;
  direction(number: number): LsaVector;
}

// Measured: from 4 letters and a cosine of .7 SciFact gains .0025 nDCG@10 and no collection loses. At .6 a chat loses .003. All forms that
// stand in the same papers cost SciFact .004.
const SHORTEST_BEGINNING = 4;
const LONGEST_ENDING = 3;
const NEAR = 0.7;
/**
 * The stemmer leaves an "i" of "binary" and none of "binarized", of "summary" and not of "summarize". Two terms that differ in it alone are
 * forms of one word unless the library uses them quite differently, as it does "part" and "party" (.03) or "prior" and "priory". In 20,000
 * papers some 95 pairs lie above, nearly all of them forms of one word; SciFact gains .0005, and no collection loses so much.
 */
const LEFT_BY_STEMMER = "i";
const NOT_FAR = 0.1;
const MOST_FORMS = 2;
const TERMS_A_STEP = 500;

const PLAIN = /^[a-z]+$/;

export function createWordForms(): WordForms {
  /** Terms that are near, two by two, the nearest first. */
  let pairs = new Uint32Array();
  let forms = byTerm(pairs);

  return {
    of: (term) => forms.get(term) ?? [],
    *learn(source) {
      const near = yield* nearPairs(source);
      near.sort((a, b) => b.cosine - a.cosine || a.first - b.first || a.second - b.second);
      pairs = Uint32Array.from(near.flatMap(({ first, second }) => [first, second]));
      forms = byTerm(pairs);
    },
    save: (out) => out.numbers(pairs),
    async load(from) {
      pairs = await from.numbers(Uint32Array);
      forms = byTerm(pairs);
    },
  };
}

/** The first terms beside each term in a list of pairs. */
function byTerm(pairs: Uint32Array): ReadonlyMap<number, readonly number[]> {
  const forms = new Map<number, number[]>();
  const file = (term: number, other: number) => {
    const known = forms.get(term) ?? [];
    if (known.length < MOST_FORMS) forms.set(term, [...known, other]);
  };
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [first = 0, second = 0] = [pairs[at], pairs[at + 1]];
    file(first, second);
    file(second, first);
  }
  return forms;
}

interface NearPair {
  readonly first: number;
  readonly second: number;
  readonly cosine: number;
}

function* nearPairs({ size, term, weight, direction }: FormSource): Generator<void, NearPair[]> {
  const terms: { readonly number: number; readonly text: string }[] = [];
  for (let number = 1; number <= size; number += 1) {
    if (number % TERMS_A_STEP === 0) yield;
    if (weight(number) === 0) continue;
    const text = term(number);
    if (text.length >= SHORTEST_BEGINNING && PLAIN.test(text)) terms.push({ number, text });
  }
  terms.sort((a, b) => (a.text < b.text ? -1 : 1));
  yield;
  const found: NearPair[] = [];
  for (const [at, { number: first, text }] of terms.entries()) {
    if (at % TERMS_A_STEP === 0) yield;
    let own: LsaVector | undefined;
    for (let next = at + 1; next < terms.length; next += 1) {
      const { number: second, text: other } = terms[next] ?? { number: 0, text: "" };
      const shared = sharedBeginning(text, other);
      if (shared < SHORTEST_BEGINNING) break;
      if (Math.max(text.length, other.length) - shared > LONGEST_ENDING) continue;
      own ??= direction(first);
      const cosine = innerProduct(own, direction(second));
      const isNearEnough = cosine >= (other === text + LEFT_BY_STEMMER ? NOT_FAR : NEAR);
      if (isNearEnough) found.push({ first, second, cosine });
    }
  }
  return found;
}

function sharedBeginning(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
