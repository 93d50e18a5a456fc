import { rate } from "../../src/recommend/rate.ts";
import { ndcg } from "../search/metrics.ts";
import { print } from "../support/command.ts";
import { confidenceInterval } from "./bootstrap.ts";
import { drawDistractors, type InterestTask, isSameDraw } from "./tasks.ts";
import { docsOf, knownLikes, mean, type World } from "./world.ts";

const LIKES = [1, 3, 10, 20];
const METHODS = ["arxiv-sanity-lite", "likes only", "words only", "likes and words"] as const;
type Method = (typeof METHODS)[number];

/** nDCG@10 of the targets among the distractors, with the first so many likes. */
export function measureInterests(world: World): void {
  const tasks = world.tasks.interests.slice(0, world.most);
  const figures = new Map<string, number[]>();
  const progress = world.follow("one interest", tasks.length);
  let same = 0;
  for (const [at, task] of tasks.entries()) {
    const { list_id, window, n_distractors, likes } = task;
    const drawn = drawDistractors([list_id], window, n_distractors, world.corpus, world.tasks.lists);
    if (isSameDraw(task, drawn)) same += 1;
    const candidates = [...task.targets, ...drawn];
    for (const k of LIKES.filter((count) => count <= likes.length)) {
      for (const method of METHODS) {
        const key = `${method} ${k}`;
        const scores = scoresOf(method, task, likes.slice(0, k), candidates, world);
        figures.set(key, [...(figures.get(key) ?? []), quality(scores, candidates, task)]);
      }
    }
    progress.update(at + 1);
  }
  progress.finish();
  const of = (method: Method, k: number) => figures.get(`${method} ${k}`) ?? [];
  print(`\none interest: nDCG@10 among 20,000, ${tasks.length} lists; ${same} draws are as the tasks say`);
  print(
    row(
      "likes",
      LIKES.map((k) => `k = ${k}`),
    ),
  );
  for (const method of METHODS)
    print(
      row(
        method,
        LIKES.map((k) => mean(of(method, k)).toFixed(3)),
      ),
    );
  for (const half of [0, 1]) {
    const part = (k: number) => of("likes and words", k).filter((_, at) => at % 2 === half);
    print(
      row(
        `  half ${half + 1} of the lists`,
        LIKES.map((k) => mean(part(k)).toFixed(3)),
      ),
    );
  }
  const gain = (k: number) => {
    const before = of("arxiv-sanity-lite", k);
    return confidenceInterval(of("likes and words", k).map((value, at) => value - (before[at] ?? 0)));
  };
  print(
    row(
      "gain over arxiv-sanity-lite",
      LIKES.map((k) => `+${gain(k).mean.toFixed(3)}`),
    ),
  );
  print(
    row(
      "  95 % interval",
      LIKES.map((k) => `${gain(k).low.toFixed(2)} to ${gain(k).high.toFixed(2)}`),
    ),
  );
}

function scoresOf(
  method: Method,
  { topic }: InterestTask,
  likes: readonly string[],
  candidates: readonly string[],
  { reader, sanity }: World,
): ArrayLike<number> {
  if (method === "arxiv-sanity-lite") {
    const name = (id: string) => `arxiv:${id}`;
    return sanity.rank(likes.map(name), candidates.map(name));
  }
  const known = method === "words only" ? [] : knownLikes(likes, reader);
  const words = method === "likes only" ? "" : topic;
  return rate({ name: words, words, likes: known }, docsOf(candidates, reader), reader).scores;
}

function quality(
  scores: ArrayLike<number>,
  candidates: readonly string[],
  { targets }: InterestTask,
): number {
  const order = candidates.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const ranked = order.slice(0, 10).map((at) => candidates[at] ?? "");
  return ndcg(ranked, new Map(targets.map((id) => [id, 1])), 10);
}

export function row(name: string, cells: readonly string[]): string {
  return name.padEnd(30) + cells.map((cell) => cell.padStart(14)).join("");
}
