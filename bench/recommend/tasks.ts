import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { readJsonLines } from "../support/read-papers.ts";

const ids = z.array(z.string());
const listSchema = z.object({ list_id: z.string(), repo: z.string(), topic_words: z.string(), ids });
const interestSchema = z.object({
  list_id: z.string(),
  topic: z.string(),
  likes: ids,
  targets: ids,
  window: z.tuple([z.string(), z.string()]),
  n_distractors: z.number(),
  distractor_sha1: z.string(),
});
const pairSchema = z.object({
  a: z.string(),
  b: z.string(),
  likes_a: ids,
  likes_b: ids,
  targets_a: ids,
  targets_b: ids,
});
const dailySchema = z.object({
  list_id: z.string(),
  start: z.string(),
  end: z.string(),
  days: ids,
  likes: ids,
});

/** A public reading list, which stands for a lab. */
export type ReadingList = z.output<typeof listSchema>;
/** One interest: rank the targets among papers of the same months. */
export type InterestTask = z.output<typeof interestSchema>;
/** Two unrelated interests in one profile. */
export type PairTask = z.output<typeof pairSchema>;
/** One pick a day from the papers of that day; `days` are those on which a member of the list appeared. */
export type DailyTask = z.output<typeof dailySchema>;

export interface Tasks {
  readonly lists: ReadonlyMap<string, ReadingList>;
  readonly interests: readonly InterestTask[];
  readonly pairs: readonly PairTask[];
  readonly daily: readonly DailyTask[];
}

export async function readTasks(folder: string): Promise<Tasks> {
  async function read<Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.output<Schema>[]> {
    const found: z.output<Schema>[] = [];
    for await (const one of readJsonLines(join(folder, name), schema)) found.push(one);
    return found;
  }
  const lists = await read("lists.jsonl", listSchema);
  return {
    lists: new Map(lists.map((list) => [list.list_id, list])),
    interests: await read("tasks1.jsonl", interestSchema),
    pairs: await read("tasks2.jsonl", pairSchema),
    daily: await read("tasks3.jsonl", dailySchema),
  };
}

/**
 * The papers among which targets are to be found: those of the months of the window, without the list's own, those of lists in the
 * same repository, and those of lists with like topic words (Jaccard of at least a half); the first so many by a hash.
 */
export function drawDistractors(
  names: readonly string[],
  [from, until]: readonly [string, string],
  count: number,
  corpus: readonly string[],
  lists: Tasks["lists"],
): readonly string[] {
  const excluded = withNeighbours(names, lists);
  const month = (id: string) => id.slice(0, 4);
  const drawn = corpus
    .filter((id) => month(id) >= from && month(id) <= until && !excluded.has(id))
    .map((id) => ({ id, tieBreak: sha1(`${names.join("+")}|d|${id}`) }));
  drawn.sort((a, b) => (a.tieBreak < b.tieBreak ? -1 : 1));
  return drawn.slice(0, count).map(({ id }) => id);
}

/**
 * The papers of lists, and of those that are near them: in the same repository, or with like topic words. These would be right too, or
 * nearly, and nobody can say which.
 */
export function withNeighbours(names: readonly string[], lists: Tasks["lists"]): ReadonlySet<string> {
  const own = names.flatMap((name) => lists.get(name) ?? []);
  const near = [...lists.values()].filter((list) =>
    own.some((one) => one.repo === list.repo || isLike(one.topic_words, list.topic_words)),
  );
  return new Set(near.flatMap(({ ids }) => ids));
}

/** Whether a draw is the one that the task was made with. It is not where lists of the same repository are kept back. */
export function isSameDraw({ distractor_sha1 }: InterestTask, drawn: readonly string[]): boolean {
  return sha1([...drawn].sort().join(",")) === distractor_sha1;
}

function isLike(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared) >= 0.5;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9]+/g));
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
