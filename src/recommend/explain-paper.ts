import type { Paper } from "../papers/paper.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Aim } from "./aims.ts";
import { createChance } from "./chance.ts";
import { isIn } from "./is-in.ts";
import { type Pick, pickFrom, poolOf } from "./pick.ts";
import { knowsChances, neededFor, type Pool } from "./pool.ts";
import { NO_PROFILE } from "./profile.ts";
import { rate } from "./rate.ts";
import { nearestLike } from "./reasons.ts";
import { type Dropped, describeDrop, type Request } from "./request.ts";
import { createJudge } from "./rivals.ts";
import { weighted } from "./score.ts";
import { steadily } from "./steadily.ts";

/** Why a paper is picked, or at which stage it is left out, its score by part, and how it stands with each interest; a line each, in a person's words. */
export function explainPaper(paper: Paper, request: Request, index: SearchIndex): Promise<readonly string[]> {
  return steadily(index, function* () {
    const pool = yield* poolOf(request, index);
    const pick = yield* pickFrom(pool, request, index);
    const slot = index.vectors.slotOf(paper.id);
    const standings = slot === undefined ? [] : pool.aims.flatMap((aim) => standing(slot, aim, index) ?? []);
    return [
      verdict(paper, slot, pick, request),
      ...(slot === undefined ? [] : [scoreLine(slot, pool, request, index)]),
      ...standings,
    ];
  });
}

const PARTS = [
  ["match", "match"],
  ["votes", "votes elsewhere"],
  ["recency", "newness"],
  ["novelty", "unlike the last ones"],
  ["category", "category"],
] as const;

/** "Score 0.62 of 1: match 0.40, newness 0.11, unlike the last ones 0.11" */
function scoreLine(slot: number, pool: Pool, request: Request, index: SearchIndex): string {
  const candidate = pool.candidates.find((one) => one.slot === slot) ?? { slot, matches: [] };
  const judge = createJudge(pool, request, index);
  const [rival] = judge.rank([candidate], ({ matches }) => Math.max(...matches, 0)).map(judge.withNovelty);
  if (!rival) return "";
  const parts = weighted(rival.parts, pool.aims.length > 0);
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const named = PARTS.filter(([part]) => parts[part] > 0).map(
    ([part, name]) => `${name} ${parts[part].toFixed(2)}`,
  );
  return `Score ${total.toFixed(2)} of 1: ${named.join(", ") || "nothing speaks for it"}`;
}

function verdict(
  paper: Paper,
  slot: number | undefined,
  { papers, dropped, fallback }: Pick,
  request: Request,
): string {
  const place = papers.findIndex((picked) => picked.paper.id === paper.id);
  const taken = papers[place];
  if (taken) {
    const instead = fallback ? ", because nothing better matches" : "";
    return `It is ${place === 0 ? "the pick" : `number ${place + 1}`} of ${request.day}${instead}: ${taken.why}.`;
  }
  const drop = dropped.find((one) => one.slot === slot) ?? dropUnseen(paper, request);
  if (drop?.stage === "rank")
    return `It is not picked on ${request.day}: it matches, but is only number ${drop.measure} of those that do.`;
  if (drop) return `It is not picked on ${request.day}: it ${describeDrop(drop, request)}.`;
  return `It is not looked at on ${request.day}: it is not among the newest papers, nor among those that match best what is looked for.`;
}

/** Of a paper that was not even looked at: what would keep it out all the same. */
function dropUnseen(
  paper: Paper,
  { shown, categories, profile = NO_PROFILE }: Request,
): Omit<Dropped, "slot"> | undefined {
  const likes = [...profile.likes, ...profile.interests.flatMap((interest) => interest.likes)];
  if (shown.includes(paper.id)) return { paper, stage: "shown" };
  if (profile.hidden.has(paper.id)) return { paper, stage: "hidden" };
  if (likes.some((like) => like.paper === paper.id)) return { paper, stage: "known" };
  return isIn(paper.categories, categories) ? undefined : { paper, stage: "category" };
}

function standing(slot: number, aim: Aim, index: SearchIndex): string | undefined {
  if (aim.authors) return undefined;
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
  return [`${name}: ${standingOf(scores[0] ?? 0, aim, index)}${by}`, nearestLike(slot, aim, index)]
    .filter(Boolean)
    .join("; ");
}

/** "0.41 < 0.55; "; empty where the library is too small to know chances. */
function standingOf(score: number, aim: Aim, index: SearchIndex): string {
  if (!knowsChances(index)) return "";
  const [chance, needed] = [createChance(aim)(score), neededFor(aim, index)];
  return `${chance.toFixed(2)} ${chance < needed ? "<" : "≥"} ${needed.toFixed(2)}; `;
}

function exampleOf({ likes: [first] }: Aim, index: SearchIndex): string {
  return (first && index.get(first.paper)?.title) ?? "";
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
