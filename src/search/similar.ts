import type { Paper } from "../papers/paper.ts";
import { titleKey } from "../papers/text.ts";
import { inverseDocumentFrequency } from "./field.ts";
import { type Entry, wordsOf } from "./paper-text.ts";
import { firstOf, newestFirst } from "./rank.ts";
import type { SearchResult, Window } from "./search-index.ts";
import { BREAK } from "./sequence.ts";
import type { Shelf } from "./shelf.ts";

// A title says in ten words what the abstract says in two hundred.
const TITLE_WEIGHT = 3;
/** Papers are looked for by the strongest terms of the given ones, and so many of the best are compared in full. */
const STRONGEST = 40;
const COMPARED = 100;
const TERMS_SHOWN = 4;

/** Weights by the number of a term. */
type Vector = ReadonlyMap<number, number>;

/** The papers nearest to the centre of the given ones by tf-idf cosine; near-duplicates by title appear once. */
export function similarPapers(ids: readonly string[], { offset, limit }: Window, shelf: Shelf): SearchResult {
  const given = new Set(ids.flatMap((id) => shelf.slotOf(id) ?? []));
  const weigh = createWeights(shelf);
  const centre = new Map<number, number>();
  for (const entry of entriesIn(given, shelf)) {
    for (const [term, weight] of vectorOf(entry, weigh)) centre.set(term, (centre.get(term) ?? 0) + weight);
  }
  const candidates = candidatesNear(centre, given, shelf);
  const close = candidates.first(Math.max(COMPARED, offset + limit));
  const seen = new Set(entriesIn(given, shelf).map(({ paper }) => titleKey(paper.title)));
  const ranked = entriesIn(close, shelf)
    .map((entry) => ({ entry, vector: vectorOf(entry, weigh) }))
    .map((compared) => ({ ...compared, score: dot(centre, compared.vector) / length(centre) }))
    .sort((a, b) => b.score - a.score)
    .filter(({ entry }) => isFirst(titleKey(entry.paper.title), seen));
  return {
    total: candidates.total - (close.length - ranked.length),
    hits: ranked.slice(offset, offset + limit).map(({ entry, vector, score }) => ({
      paper: entry.paper,
      score,
      why: sharedTerms(centre, vector, entry.paper, shelf),
    })),
    instead: [],
  };
}

function entriesIn(slots: Iterable<number>, shelf: Shelf): Entry[] {
  return [...slots].flatMap((slot) => shelf.at(slot) ?? []);
}

// A first, cheap look through the inverted index: the papers that share the centre's strongest terms.
function candidatesNear(centre: Vector, given: ReadonlySet<number>, shelf: Shelf) {
  const scores = new Float64Array(shelf.slots);
  const strongest = [...centre].sort((a, b) => b[1] - a[1]).slice(0, STRONGEST);
  for (const [number, weight] of strongest) {
    const term = shelf.terms.term(number);
    const gain = weight * idfOf(term, shelf);
    shelf.text.each(term, (slot) => {
      scores[slot] = (scores[slot] ?? 0) + gain;
    });
  }
  const slots: number[] = [];
  scores.forEach((score, slot) => {
    if (score > 0 && !given.has(slot)) slots.push(slot);
  });
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(a, b, shelf);
  return { total: slots.length, first: (count: number) => firstOf(slots, count, byScore) };
}

// The idf of a term by its number, looked up once; terms of a single paper connect nothing and weigh nothing.
function createWeights(shelf: Shelf): (number: number) => number {
  const weights = new Map<number, number>();
  return (number) => {
    const known = weights.get(number);
    if (known !== undefined) return known;
    const term = shelf.terms.term(number);
    const weight = shelf.text.documents(term) > 1 ? idfOf(term, shelf) : 0;
    weights.set(number, weight);
    return weight;
  };
}

/** (1 + ln tf) · idf, of unit length. */
function vectorOf({ sequence }: Entry, weigh: (number: number) => number): Vector {
  const counts = new Map<number, number>();
  let repeats = TITLE_WEIGHT;
  for (const number of sequence) {
    if (number === BREAK) repeats = 1;
    else counts.set(number, (counts.get(number) ?? 0) + repeats);
  }
  const vector = new Map<number, number>();
  for (const [number, tf] of counts) {
    const weight = weigh(number);
    if (weight > 0) vector.set(number, (1 + Math.log(tf)) * weight);
  }
  const norm = length(vector) || 1;
  for (const [number, value] of vector) vector.set(number, value / norm);
  return vector;
}

function idfOf(term: string, { text, size }: Shelf): number {
  return inverseDocumentFrequency(text.documents(term), size);
}

function length(vector: Vector): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [number, weight] of b) sum += weight * (a.get(number) ?? 0);
  return sum;
}

function isFirst(key: string, seen: Set<string>): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

// The terms are stems; a reader gets them as the paper first writes them.
function sharedTerms(centre: Vector, vector: Vector, paper: Paper, { terms }: Shelf): string {
  const shared = [...vector]
    .map(([number, weight]) => ({ term: terms.term(number), strength: weight * (centre.get(number) ?? 0) }))
    .filter(({ strength }) => strength > 0)
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
