import type { Paper } from "../papers/paper.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { type Aim, aimsOf } from "./aims.ts";
import { createChance } from "./chance.ts";
import { type Pick, pickPapers, withTopics } from "./pick.ts";
import { knowsChances, neededFor } from "./pool.ts";
import { rate } from "./rate.ts";
import { nearestLike } from "./reasons.ts";
import { describeDrop, type Request } from "./request.ts";

/** Why a paper is picked, or at which stage it is left out, and how it stands with each interest; a line each, in a person's words. */
export async function explainPaper(
  paper: Paper,
  request: Request,
  index: SearchIndex,
): Promise<readonly string[]> {
  const pick = await pickPapers(request, index);
  const aims = aimsOf(withTopics(request), index.vectors);
  return [verdict(paper, pick, request), ...aims.flatMap((aim) => standing(paper, aim, index) ?? [])];
}

function verdict({ id }: Paper, { papers, dropped, fallback }: Pick, request: Request): string {
  const place = papers.findIndex(({ paper }) => paper.id === id);
  const taken = papers[place];
  if (taken) {
    const instead = fallback ? ", because nothing better matches" : "";
    return `It is ${place === 0 ? "the pick" : `number ${place + 1}`} of ${request.day}${instead}: ${taken.why}.`;
  }
  const drop = dropped.find(({ paper }) => paper.id === id);
  if (drop?.stage === "rank")
    return `It is not picked on ${request.day}: it matches, but is only number ${drop.measure} of those that do.`;
  if (drop) return `It is not picked on ${request.day}: it ${describeDrop(drop, request)}.`;
  return `It is not looked at on ${request.day}: it is not among the newest papers, and has few or none of the words that are looked for.`;
}

function standing(paper: Paper, aim: Aim, index: SearchIndex): string | undefined {
  const slot = index.vectors.slotOf(paper.id);
  if (slot === undefined || aim.authors) return undefined;
  const name = aim.name === "" ? `What is like “${exampleOf(aim, index)}”` : `“${aim.name}”`;
  const { scores, parts } = rate(aim, [slot], index.vectors);
  const listed = [
    ["words", parts.text],
    ["meaning", parts.latent],
    ["topic", parts.words],
    ["categories", parts.categories],
  ] as const;
  const by = listed.map(([part, [value = 0]]) => `${part} ${signed(value)}`).join(", ");
  if (aim.likes.length === 0) return `${name}: ${by}`;
  return [`${name}: ${standingOf(scores[0] ?? 0, aim, index)}${by}`, nearestLike(paper.id, aim, index)]
    .filter(Boolean)
    .join("; ");
}

/** "0.41 < 0.55; "; empty where the library is too small to know chances. */
function standingOf(score: number, aim: Aim, index: SearchIndex): string {
  if (!knowsChances(index)) return "";
  const [chance, needed] = [createChance(aim)(score), neededFor(aim, index)];
  return `${chance.toFixed(2)} ${chance < needed ? "<" : "≥"} ${needed.toFixed(2)}; `;
}

function exampleOf({ likes }: Aim, { vectors }: SearchIndex): string {
  const [first] = likes;
  return first ? vectors.paper(first.slot).title : "";
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
