import { longKey, type Meaning } from "../corpus/acronyms.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import { termOf, type Word, words } from "../text/analyze.ts";
import { createCoOccurrence } from "./co-occurrence.ts";
import type { ReadInitials } from "./initials.ts";

/** A term that nobody typed, but that belongs to the query. */
export interface Expansion {
  readonly term: string;
  readonly weight: number;
  /** In a person's words, e.g. `NAS = neural architecture search`; empty if it goes without saying. */
  readonly reason: string;
  /** The typed term that it stands for, as another form of it or as a part of its meaning. */
  readonly of?: string;
}

// Measured: at this weight acronym queries gain .13 nDCG and no other kind loses.
const ACRONYM_WEIGHT = 0.4;
/**
 * Of several meanings only those are searched that are at least half as likely as the likeliest: by how many papers give them, and
 * how often they stand beside the other words of the query.
 */
const MAX_MEANINGS = 2;
const MOST_COMPARED = 6;
/** How likely a meaning is where none of its papers has another word of the query, beside 1 where all of them have. */
const ANY_CO_OCCURRENCE = 0.1;
const LONGEST_FORM = 6;
/**
 * "via" is a word, though a paper calls itself "Vision in Action (ViA)": where fewer of the papers with it than one in so many
 * explain it, it has to be typed in capitals to be taken for a short form.
 */
const MOSTLY_A_WORD = 50;
const CAPITALS = /\p{Lu}.*\p{Lu}/u;
// Hyphenated compounds match by their parts already; this is for those that are written as one word.
const COMPOUND_WEIGHT = 0.25;
// Measured beside .2, which did a little worse, and .7, at which SciFact loses .008; see word-forms.ts.
const FORM_WEIGHT = 0.4;

/** Terms that belong to a query beside its own: meanings of acronyms, acronyms of meanings, words written as one, other forms of words. */
export function expansions(
  sequence: readonly Word[],
  terms: ReadonlySet<string>,
  corpus: Corpus,
  initials: ReadInitials,
): Expansion[] {
  const typed = sequence.map((word) => word.folded);
  const found = [
    ...sequence.flatMap((word) => meaningsOf(word, sequence, corpus, initials)),
    ...shortFormsIn(typed, corpus),
    ...compoundsOf(typed, corpus),
    ...sequence.flatMap(({ term }) => formsOf(term, corpus)),
  ];
  const byTerm = new Map<string, Expansion>();
  for (const expansion of found) {
    if (!terms.has(expansion.term) && !byTerm.has(expansion.term)) byTerm.set(expansion.term, expansion);
  }
  return [...byTerm.values()];
}

function meaningsOf(
  word: Word,
  sequence: readonly Word[],
  corpus: Corpus,
  initials: ReadInitials,
): Expansion[] {
  const explainedMeanings = corpus.acronyms.meanings(word.folded).slice(0, MOST_COMPARED);
  const isExplained = explainedMeanings.length > 0;
  const meanings = isExplained ? explainedMeanings : initials(word);
  const explained = meanings.reduce((sum, { papers }) => sum + papers, 0);
  const isWord = explained * MOSTLY_A_WORD < corpus.text.docFrequency(word.term);
  if (meanings.length === 0 || (isWord && !CAPITALS.test(word.surface))) return [];
  const others = sequence.flatMap(({ folded, term }) => (folded === word.folded ? [] : [term]));
  const coOccurrence = createCoOccurrence(others, corpus);
  const rated = meanings.map((meaning) => {
    const terms = termsOf(meaning.long);
    const { all, kept } = coOccurrence.papersWith(terms);
    return { meaning, terms, weight: meaning.papers * (ANY_CO_OCCURRENCE + kept / Math.max(1, all)) };
  });
  const most = Math.max(...rated.map(({ weight }) => weight));
  return rated
    .filter(({ weight }) => weight * 2 >= most)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_MEANINGS)
    .flatMap(({ meaning, terms }) =>
      terms.map((term) => ({
        term,
        weight: ACRONYM_WEIGHT,
        reason: isExplained ? explain(meaning) : `“${word.surface}” read as “${meaning.long}”`,
        of: word.term,
      })),
    );
}

function termsOf(long: string): string[] {
  return words(long).flatMap(({ stop, joined, term }) => (stop || joined ? [] : [term]));
}

function shortFormsIn(typed: readonly string[], corpus: Corpus): Expansion[] {
  const found: Expansion[] = [];
  for (let from = 0; from < typed.length; from += 1) {
    for (let to = from + 2; to <= Math.min(typed.length, from + LONGEST_FORM); to += 1) {
      const long = typed.slice(from, to);
      for (const meaning of likely(corpus.acronyms.shortForms(longKey(long.join(" "))))) {
        const [short] = words(meaning.short).slice(-1);
        if (!short) continue;
        const weight = ACRONYM_WEIGHT * withoutRarity(short.term, long.map(termOf), corpus);
        found.push({ term: short.term, weight, reason: explain(meaning) });
      }
    }
  }
  return found;
}

function compoundsOf(typed: readonly string[], { text }: Corpus): Expansion[] {
  return typed.slice(1).flatMap((word, index) => {
    const term = termOf(`${typed[index]}${word}`);
    return text.docFrequency(term) > 0 ? [{ term, weight: COMPOUND_WEIGHT, reason: "" }] : [];
  });
}

function formsOf(term: string, corpus: Corpus): Expansion[] {
  const { terms, forms } = corpus;
  const number = terms.number(term);
  if (number === undefined) return [];
  return forms.of(number).map((form) => {
    const other = terms.term(form);
    const weight = FORM_WEIGHT * withoutRarity(other, [term], corpus);
    return { term: other, weight, reason: "", of: term };
  });
}

/**
 * What another name of typed words counts, from 0 to 1: no more than if it were as common as the commonest of them. Its being rare says
 * nothing about a paper: few write "SEA" for "safety alignment". So the names of reading lists gain .009 nDCG@10 and SciFact .002 over
 * its own idf, by short forms; by other forms of words SciFact gains .001, and CACM loses as much.
 */
function withoutRarity(name: string, typed: readonly string[], { text, size }: Corpus): number {
  const idf = (term: string) => inverseDocumentFrequency(text.docFrequency(term), size);
  return Math.min(1, Math.min(...typed.map(idf)) / idf(name));
}

function likely(meanings: readonly Meaning[]): readonly Meaning[] {
  const most = meanings[0]?.papers ?? 0;
  return meanings.filter((meaning) => meaning.papers * 2 >= most).slice(0, MAX_MEANINGS);
}

function explain({ short, long }: Meaning): string {
  return `${short} = ${long}`;
}
