import type { Corpus } from "../corpus/corpus.ts";
import type { QueryPlan } from "../query/plan.ts";
import { BREAK, type Sequence } from "../storage/term-sequence.ts";

/** How well a title answers a query that may be a piece of it, each from 0 to 1. */
interface TitleMatch {
  /** 1 if the title holds every word; all others are 0 otherwise. */
  readonly titleHolds: number;
  /** The share of the words that it holds in the very form in which they were typed. */
  readonly titleExact: number;
  /** 1 if they stand in the order in which they were typed. */
  readonly titleOrder: number;
  /** The share of neighbours in the query that are neighbours in the title. */
  readonly titleAdjacent: number;
  /** 1 if it begins with the first word that was typed: the beginning is what is remembered of a title. */
  readonly titleLead: number;
  /** 1 if it begins with all that was typed, stop words too; 0 for a single word. */
  readonly titleBegins: number;
  /** The share of the title's words that were typed: 1 for a whole title. */
  readonly titleShare: number;
}

const NONE: TitleMatch = {
  titleHolds: 0,
  titleExact: 0,
  titleOrder: 0,
  titleAdjacent: 0,
  titleLead: 0,
  titleBegins: 0,
  titleShare: 0,
};

/** Compares titles with a query; stop words count in neither, but where a title begins as the query does. */
export function createTitleMatch(
  { sequence: typed, spelling, folded }: QueryPlan,
  { terms, documents }: Corpus,
) {
  const wanted = typed.map((term) => terms.number(term));
  const distinct = new Set(wanted);
  const spelt = [...new Set(spelling)];
  const isPhrase = folded.includes(" ");
  return (doc: number, sequence: Sequence): TitleMatch => {
    const title = titleOf(sequence);
    if (wanted.length === 0 || [...distinct].some((term) => term === undefined || !title.includes(term)))
      return NONE;
    const share = title.filter((term) => distinct.has(term)).length / title.length;
    const text = `${documents.foldedTitle(doc)} `;
    const titleBegins = isPhrase && text.startsWith(` ${folded} `) ? 1 : 0;
    // A single word is a subject, which short titles do not treat better than long ones, unless it is a whole title.
    if (distinct.size === 1) return { ...NONE, titleHolds: 1, titleBegins, titleShare: Math.floor(share) };
    return {
      titleHolds: 1,
      titleExact: spelt.filter((word) => text.includes(` ${word} `)).length / spelt.length,
      ...inOrder(wanted, title),
      titleBegins,
      titleLead: title[0] === wanted[0] ? 1 : 0,
      titleShare: share,
    };
  };
}

function titleOf(sequence: Sequence): Sequence {
  const end = sequence.indexOf(BREAK);
  return end < 0 ? sequence : sequence.subarray(0, end);
}

function inOrder(wanted: readonly (number | undefined)[], title: Sequence) {
  let at = -1;
  let ordered = 1;
  let neighbours = 0;
  for (const term of wanted) {
    const next = title.indexOf(term ?? BREAK, at + 1);
    if (next < 0) ordered = 0;
    else {
      if (at >= 0 && next === at + 1) neighbours += 1;
      at = next;
    }
  }
  return { titleOrder: ordered, titleAdjacent: neighbours / (wanted.length - 1) };
}
