import { canonicalId } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { titleKey } from "../../papers/text.ts";
import type { Shelf } from "../corpus/corpus.ts";
import { planQuery } from "../query/plan.ts";
import { bestFirst, scorePapers } from "../ranking/rank.ts";
import { titlesContaining } from "./titles.ts";

/** Enough to choose from, and the most that a menu shows. */
const MOST_MEANT = 10;
/** Of a half-remembered title at least so many words must be in the real one. */
const REMEMBERED = 0.6;

/** The papers that an id, a link or (a part of) a title can mean: one if it is clear, several if not, none if unknown. */
export function resolvePapers(text: string, shelf: Shelf): readonly Paper[] {
  const typed = text.trim();
  if (typed === "") return [];
  const id = canonicalId(typed) ?? typed;
  const slot = shelf.slotOf(id);
  if (slot !== undefined) return papersIn([slot], shelf);
  if (id !== typed) return [];
  const exact = shelf.titled(titleKey(typed));
  if (exact.length > 0) return papersIn(exact, shelf);
  const containing = titlesContaining(typed, MOST_MEANT, shelf);
  return papersIn(containing.length > 0 ? containing : titlesLike(typed, shelf), shelf);
}

// Misspelt, reordered or with words left out: the papers whose titles hold the largest share of the words.
function titlesLike(typed: string, shelf: Shelf): readonly number[] {
  const plan = planQuery(typed, shelf);
  const scores = scorePapers(plan, shelf);
  const candidates = new Set<number>();
  for (const { term } of plan.words) shelf.title.each(term, (slot) => candidates.add(slot));
  const best = bestFirst([...candidates], scores, MOST_MEANT, plan, shelf);
  const held = (slot: number) => plan.words.filter(({ term }) => shelf.title.has(term, slot)).length;
  const most = Math.max(0, ...best.map(held));
  return most < REMEMBERED * plan.words.length || most === 0
    ? []
    : best.filter((slot) => held(slot) === most);
}

function papersIn(slots: readonly number[], shelf: Shelf): readonly Paper[] {
  return slots.slice(0, MOST_MEANT).flatMap((slot) => shelf.at(slot)?.paper ?? []);
}
