import { canonicalId } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { titleKey } from "../../papers/text.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { planQuery } from "../query/plan.ts";
import { bestFirst } from "../ranking/rank.ts";
import { scoreTitles } from "../ranking/score.ts";
import { titlesContaining } from "./titles.ts";

/** Enough to choose from, and the most that a menu shows. */
const MOST_MEANT = 10;
/** Of a half-remembered title at least so many words must be in the real one. */
const REMEMBERED = 0.6;

/** The papers that an id, a link or (a part of) a title can mean: one if it is clear, several if not, none if unknown. */
export function resolvePapers(text: string, corpus: Corpus): readonly Paper[] {
  const typed = text.trim();
  if (typed === "") return [];
  const id = canonicalId(typed) ?? typed;
  const doc = corpus.docOf(id);
  if (doc !== undefined) return papersIn([doc], corpus);
  // A number alone is one of a list, or a slip; every title with that figure in it would fit.
  if (id !== typed || /^\p{N}+$/u.test(typed)) return [];
  const exact = corpus.titled(titleKey(typed));
  if (exact.length > 0) return papersIn(exact, corpus);
  const containing = titlesContaining(typed, MOST_MEANT, corpus);
  return papersIn(containing.length > 0 ? containing : titlesLike(typed, corpus), corpus);
}

// Misspelt, reordered or with words left out: the papers whose titles hold the largest share of the words.
function titlesLike(typed: string, corpus: Corpus): readonly number[] {
  const plan = planQuery(typed, corpus);
  const best = bestFirst(scoreTitles(plan, corpus), MOST_MEANT, plan, corpus)
    .slice(0, MOST_MEANT)
    .map(({ doc }) => doc);
  const held = (doc: number) => plan.words.filter(({ term }) => corpus.title.has(term, doc)).length;
  const most = Math.max(0, ...best.map(held));
  return most < REMEMBERED * plan.words.length || most === 0 ? [] : best.filter((doc) => held(doc) === most);
}

function papersIn(docs: readonly number[], corpus: Corpus): readonly Paper[] {
  return docs.slice(0, MOST_MEANT).flatMap((doc) => corpus.at(doc)?.paper ?? []);
}
