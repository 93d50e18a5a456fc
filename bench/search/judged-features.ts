import { createShelf, type Shelf } from "../../src/search/corpus/corpus.ts";
import { learnFrom } from "../../src/search/corpus/learn.ts";
import { type Plan, planQuery } from "../../src/search/query/plan.ts";
import { newestFirst, scorePapers } from "../../src/search/ranking/rank.ts";
import { type Judged, judge } from "../../src/search/ranking/rerank.ts";
import { firstOf } from "../../src/search/storage/top-k.ts";
import { readPapers } from "../read-papers.ts";

const CANDIDATES = 200;

/** The papers of a file, with what can be learned from them. */
export async function readShelf(file: string): Promise<Shelf> {
  const shelf = createShelf();
  for (const paper of await readPapers(file)) shelf.put(paper);
  for (const _ of learnFrom(shelf)) {
    // Nobody waits for a turn here.
  }
  return shelf;
}

/** The candidates that the second stage would order for a query, best first, with what speaks for each. */
export function judgedCandidates(text: string, shelf: Shelf): { plan: Plan; judged: readonly Judged[] } {
  const plan = planQuery(text, shelf);
  const scores = scorePapers(plan, shelf);
  const found = [...shelf.all()].filter((slot) => (scores[slot] ?? 0) > 0);
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(a, b, shelf);
  const candidates = firstOf(found, CANDIDATES, byScore).map((slot) => ({ slot, score: scores[slot] ?? 0 }));
  return { plan, judged: judge(candidates, plan, shelf).sort((a, b) => b.score - a.score) };
}
