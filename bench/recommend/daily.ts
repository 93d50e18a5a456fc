import type { Paper } from "../../src/papers/paper.ts";
import { aimsOf } from "../../src/recommend/aims.ts";
import { rate } from "../../src/recommend/rate.ts";
import { print } from "../command.ts";
import { confidenceInterval } from "./bootstrap.ts";
import { calibrate, type Outcome } from "./calibration.ts";
import { row } from "./interests.ts";
import type { DailyTask } from "./tasks.ts";
import { mean, profileOf, slotsOf, type World } from "./world.ts";

const METHODS = ["arxiv-sanity-lite", "likes only", "words only", "likes and words"] as const;

/** Hits of one pick a day, over the days on which a member of the list appeared. */
export function measureDaily(world: World, papers: readonly Paper[]): void {
  const tasks = world.tasks.daily.slice(0, world.most);
  const byDay = new Map<string, string[]>();
  for (const { id, published = "" } of papers) {
    const day = byDay.get(published) ?? [];
    byDay.set(published, day);
    day.push(id.replace("arxiv:", ""));
  }
  const progress = world.follow("daily pick", tasks.length);
  const hits = new Map<string, number[]>();
  const outcomes: Outcome[] = [];
  for (const [at, task] of tasks.entries()) {
    const members = new Set(world.tasks.lists.get(task.list_id)?.ids);
    const days = [...byDay.keys()].filter((day) => day >= task.start && day <= task.end);
    const all = days.flatMap((day) => byDay.get(day) ?? []);
    for (const method of METHODS) {
      const scores = scoresOf(method, task, all, world);
      const best = new Map<string, { id: string; score: number }>();
      let place = 0;
      for (const day of days) {
        for (const id of byDay.get(day) ?? []) {
          const score = scores[place] ?? 0;
          place += 1;
          if (!task.likes.includes(id) && score > (best.get(day)?.score ?? Number.NEGATIVE_INFINITY))
            best.set(day, { id, score });
        }
      }
      const isHit = (day: string) => members.has(best.get(day)?.id ?? "");
      hits.set(method, [...(hits.get(method) ?? []), mean(task.days.map((day) => (isHit(day) ? 1 : 0)))]);
      if (method !== "likes and words") continue;
      outcomes.push(
        ...days.map((day) => ({ score: best.get(day)?.score ?? 0, isHit: isHit(day), half: at % 2 })),
      );
    }
    progress.update(at + 1);
  }
  progress.finish();
  print(`\none pick a day: hits on days with a member, ${tasks.length} lists`);
  for (const method of METHODS) print(row(method, [mean(hits.get(method) ?? []).toFixed(3)]));
  const before = hits.get("arxiv-sanity-lite") ?? [];
  const gain = confidenceInterval(
    (hits.get("likes and words") ?? []).map((value, at) => value - (before[at] ?? 0)),
  );
  print(
    row("gain over arxiv-sanity-lite", [
      `+${gain.mean.toFixed(3)}`,
      `${gain.low.toFixed(2)} to ${gain.high.toFixed(2)}`,
    ]),
  );
  calibrate(outcomes);
}

function scoresOf(
  method: (typeof METHODS)[number],
  { list_id, likes }: DailyTask,
  candidates: readonly string[],
  { index, sanity, tasks }: World,
): ArrayLike<number> {
  if (method === "arxiv-sanity-lite") {
    const name = (id: string) => `arxiv:${id}`;
    return sanity.rank(likes.map(name), candidates.map(name));
  }
  const topic = tasks.lists.get(list_id)?.topic_words ?? "";
  const profile = profileOf(method === "words only" ? [] : likes, topic);
  const [aim] = aimsOf(profile, index.vectors);
  if (!aim) return [];
  const words = method === "likes only" ? "" : topic;
  return rate({ ...aim, words }, slotsOf(candidates, index), index.vectors).scores;
}
