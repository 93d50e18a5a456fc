import type { Paper } from "../papers/paper.ts";
import { titleKey } from "../papers/text.ts";
import type { Word } from "./analyze.ts";
import { inverseDocumentFrequency } from "./field.ts";
import { wordsOf } from "./paper-text.ts";
import { firstOf, newestFirst } from "./rank.ts";
import type { SearchResult, Window } from "./search-index.ts";
import type { Shelf } from "./shelf.ts";

// A title says in ten words what the abstract says in two hundred.
const TITLE_WEIGHT = 3;
/** Papers are looked for by the strongest terms of the given ones, and so many of the best are compared in full. */
const STRONGEST = 40;
const COMPARED = 200;
const TERMS_SHOWN = 4;

type Vector = ReadonlyMap<string, number>;

/** The papers nearest to the centre of the given ones by tf-idf cosine; near-duplicates by title appear once. */
export function similarPapers(ids: readonly string[], { offset, limit }: Window, shelf: Shelf): SearchResult {
  const given = new Set(ids.flatMap((id) => shelf.slotOf(id) ?? []));
  const papers = [...given].flatMap((slot) => shelf.at(slot)?.paper ?? []);
  const centre = new Map<string, number>();
  for (const paper of papers) {
    for (const [term, weight] of vectorOf(paper, shelf)) centre.set(term, (centre.get(term) ?? 0) + weight);
  }
  const scores = new Float64Array(shelf.slots);
  const strongest = [...centre].sort((a, b) => b[1] - a[1]).slice(0, STRONGEST);
  for (const [term, weight] of strongest) {
    shelf.text.each(term, (slot) => {
      scores[slot] = (scores[slot] ?? 0) + weight * idfOf(term, shelf);
    });
  }
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(a, b, shelf);
  const candidates: number[] = [];
  scores.forEach((score, slot) => {
    if (score > 0 && !given.has(slot)) candidates.push(slot);
  });
  const close = firstOf(candidates, Math.max(COMPARED, offset + limit), byScore);
  const seen = new Set(papers.map((paper) => titleKey(paper.title)));
  const hits = close
    .flatMap((slot) => shelf.at(slot)?.paper ?? [])
    .map((paper) => ({ paper, vector: vectorOf(paper, shelf) }))
    .map(({ paper, vector }) => ({ paper, vector, score: dot(centre, vector) / length(centre) }))
    .sort((a, b) => b.score - a.score)
    .filter(({ paper }) => isFirst(titleKey(paper.title), seen));
  return {
    total: candidates.length - (close.length - hits.length),
    hits: hits.slice(offset, offset + limit).map(({ paper, vector, score }) => ({
      paper,
      score,
      why: sharedTerms(centre, vector, paper),
    })),
    instead: [],
  };
}

/** (1 + ln tf) · idf, of unit length. Terms of a single paper connect nothing, and are left out. */
function vectorOf(paper: Paper, shelf: Shelf): Vector {
  const { title, body } = wordsOf(paper);
  const counts = new Map<string, number>();
  const count = (text: readonly Word[], weight: number) => {
    for (const { term, stop, joined } of text) {
      if (!stop && !joined) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
  };
  count(title, TITLE_WEIGHT);
  count(body, 1);
  const vector = new Map<string, number>();
  for (const [term, tf] of counts) {
    if (shelf.text.documents(term) > 1) vector.set(term, (1 + Math.log(tf)) * idfOf(term, shelf));
  }
  const norm = length(vector) || 1;
  for (const [term, weight] of vector) vector.set(term, weight / norm);
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
  for (const [term, weight] of b) sum += weight * (a.get(term) ?? 0);
  return sum;
}

function isFirst(key: string, seen: Set<string>): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

// The terms are stems; a reader gets them as the paper first writes them.
function sharedTerms(centre: Vector, vector: Vector, paper: Paper): string {
  const shared = [...vector]
    .map(([term, weight]) => ({ term, strength: weight * (centre.get(term) ?? 0) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, TERMS_SHOWN);
  const { title, body } = wordsOf(paper);
  const readable = new Map<string, string>();
  for (const { term, surface } of [...body, ...title].reverse()) readable.set(term, plain(surface));
  const names = shared.map(({ term }) => `“${readable.get(term) ?? term}”`);
  return names.length > 0 ? `Shares ${names.join(", ")}` : "";
}

// "Video" at the start of a sentence is "video"; "NeRF" and "3D" stay.
function plain(surface: string): string {
  return /^\p{Lu}[\p{Ll}'’]+$/u.test(surface) ? surface.toLowerCase() : surface;
}
