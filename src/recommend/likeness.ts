import type { Paper } from "../papers/paper.ts";
import { titleKey } from "../papers/text.ts";
import { words } from "../search/analyze.ts";

/** What of a text tells its subject: the beginning. Reading all of it would take most of the time of a pick. */
const READ_CHARACTERS = 600;

// Papers stay in memory as the same objects, and the same ones are compared day after day.
const termsKnown = new WeakMap<Paper, ReadonlySet<string>>();
const keysKnown = new WeakMap<Paper, string>();

/** The same for two records of one paper; see `titleKey`. */
export function keyOf(paper: Paper): string {
  const known = keysKnown.get(paper) ?? titleKey(paper.title);
  keysKnown.set(paper, known);
  return known;
}

/** How much two papers have in common, 0 to 1: the cosine of the sets of their words. */
export function likeness(a: Paper, b: Paper): number {
  const [few, many] = [termsOf(a), termsOf(b)].sort((one, other) => one.size - other.size);
  if (!few || !many || few.size === 0) return 0;
  let shared = 0;
  for (const term of few) if (many.has(term)) shared += 1;
  return shared / Math.sqrt(few.size * many.size);
}

/** The likeness of a paper to the likest of others; 0 if there are none. */
export function closest(paper: Paper, others: readonly Paper[]): number {
  return others.reduce((most, other) => Math.max(most, likeness(paper, other)), 0);
}

function termsOf(paper: Paper): ReadonlySet<string> {
  const cached = termsKnown.get(paper);
  if (cached) return cached;
  const body = (paper.summary ?? paper.abstract ?? "").slice(0, READ_CHARACTERS);
  const text = words([paper.title, paper.keywords.join("\n"), body].join("\n"));
  const terms = new Set(text.flatMap(({ term, stop, joined }) => (stop || joined ? [] : [term])));
  termsKnown.set(paper, terms);
  return terms;
}
