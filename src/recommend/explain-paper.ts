import { isInAny } from "../papers/category.ts";
import type { Paper } from "../papers/paper.ts";
import type { IndexReader, SearchIndex } from "../search/search-index.ts";
import { createScorer } from "./candidates.ts";
import type { Interest } from "./interests.ts";
import { type Pick, pickFrom, poolOf } from "./pick.ts";
import { isCalibrated, neededFor, type Pool } from "./pool.ts";
import { createProbability } from "./probability.ts";
import { NO_PROFILE } from "./profile.ts";
import { rate } from "./rate.ts";
import { nearestLike } from "./reasons.ts";
import { type Dropped, describeDrop, describeMatch, type PickRequest } from "./request.ts";
import { restartOnChange } from "./restart-on-change.ts";
import { weighted } from "./score.ts";

/**
 * Why a paper is picked, or at which stage it is left out, its score by part, and its match with each interest; a line
 * each, in plain words.
 */
export function explainPaper(
  paper: Paper,
  request: PickRequest,
  index: SearchIndex,
): Promise<readonly string[]> {
  return restartOnChange(index, function* (reader) {
    const pool = yield* poolOf(request, reader);
    const pick = yield* pickFrom(pool, request, reader);
    const doc = reader.docOf(paper.id);
    const standings =
      doc === undefined ? [] : pool.interests.flatMap((interest) => standing(doc, interest, reader) ?? []);
    return [
      verdict(paper, doc, pick, request),
      ...matchLine(dropOf(paper, doc, pick.dropped, request)),
      ...(doc === undefined ? [] : [scoreLine(doc, pool, request, reader)]),
      ...standings,
    ];
  });
}

function matchLine(drop: Omit<Dropped, "doc"> | undefined): readonly string[] {
  const figures = drop ? describeMatch(drop) : "";
  return figures === "" ? [] : [`Best ${figures}`];
}

const PARTS = [
  ["match", "match"],
  ["votes", "votes elsewhere"],
  ["recency", "newness"],
  ["novelty", "unlike recent posts"],
  ["category", "category"],
] as const;

/** "Score 0.62 of 1: match 0.40, newness 0.11, unlike the last ones 0.11" */
function scoreLine(doc: number, pool: Pool, request: PickRequest, reader: IndexReader): string {
  const candidate = pool.candidates.find((one) => one.doc === doc) ?? { doc, matches: [] };
  const scorer = createScorer(pool, request, reader);
  const [scored] = scorer.rank([candidate], ({ matches }) => Math.max(...matches, 0)).map(scorer.withNovelty);
  if (!scored) return "";
  const parts = weighted(scored.parts, pool.interests.length > 0);
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const named = PARTS.filter(([part]) => parts[part] > 0).map(
    ([part, name]) => `${name} ${parts[part].toFixed(2)}`,
  );
  return `Score ${total.toFixed(2)} of 1: ${named.join(", ") || "no points"}`;
}

function verdict(
  paper: Paper,
  doc: number | undefined,
  { papers, dropped, fallback }: Pick,
  request: PickRequest,
): string {
  const place = papers.findIndex((picked) => picked.paper.id === paper.id);
  const taken = papers[place];
  if (taken) {
    const instead = fallback ? ", since no new paper matches" : "";
    return `Picked ${place === 0 ? "" : `as number ${place + 1} `}for today${instead}: ${taken.why}.`;
  }
  const drop = dropOf(paper, doc, dropped, request);
  if (drop) return `Skipped: ${describeDrop(drop, request)}.`;
  return "Skipped: it is neither among the newest papers nor among the best matches.";
}

function dropOf(
  paper: Paper,
  doc: number | undefined,
  dropped: Pick["dropped"],
  request: PickRequest,
): Omit<Dropped, "doc"> | undefined {
  return dropped.find((one) => one.doc === doc) ?? dropUnseen(paper, request);
}

/** For a paper that was not even looked at: what would keep it out anyway. */
function dropUnseen(
  paper: Paper,
  { shown, categories, profile = NO_PROFILE }: PickRequest,
): Omit<Dropped, "doc"> | undefined {
  const likes = [...profile.likes, ...profile.interests.flatMap((interest) => interest.likes)];
  if (shown.includes(paper.id)) return { paper, stage: "shown" };
  if (profile.hidden.has(paper.id)) return { paper, stage: "hidden" };
  if (likes.some((like) => like.paper === paper.id)) return { paper, stage: "known" };
  return isInAny(paper.categories, categories) ? undefined : { paper, stage: "category" };
}

function standing(doc: number, interest: Interest, reader: IndexReader): string | undefined {
  if (interest.authors) return undefined;
  const name = interest.name === "" ? `Papers like “${exampleOf(interest, reader)}”` : `“${interest.name}”`;
  const { scores, parts } = rate(interest, [doc], reader);
  const listed = [
    ["words", parts.text],
    ["meaning", parts.lsa],
    ["topic", parts.words],
    ["categories", parts.categories],
  ] as const;
  const by = listed.map(([part, [value = 0]]) => `${part} ${signed(value)}`).join(", ");
  if (interest.likes.length === 0) return `${name}: ${by}`;
  return [`${name}: ${standingOf(scores[0] ?? 0, interest, reader)}${by}`, nearestLike(doc, interest, reader)]
    .filter(Boolean)
    .join("; ");
}

/** "0.41 < 0.55; "; empty where the library is too small for probabilities. */
function standingOf(score: number, interest: Interest, reader: IndexReader): string {
  if (!isCalibrated(reader)) return "";
  const [probability, needed] = [createProbability(interest)(score), neededFor(interest, reader)];
  return `${probability.toFixed(2)} ${probability < needed ? "<" : "≥"} ${needed.toFixed(2)}; `;
}

function exampleOf({ likes: [first] }: Interest, reader: IndexReader): string {
  const doc = first && reader.docOf(first.paper);
  return doc === undefined ? "" : reader.paper(doc).title;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
