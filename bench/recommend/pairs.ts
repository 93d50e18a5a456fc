import { type Interest, interestsOf } from "../../src/recommend/interests.ts";
import type { Profile } from "../../src/recommend/profile.ts";
import { rate } from "../../src/recommend/rate.ts";
import { roundRobinOf } from "../../src/recommend/round-robin.ts";
import { topK } from "../../src/search/storage/top-k.ts";
import { print } from "../support/command.ts";
import { row } from "./interests.ts";
import { drawDistractors, type PairTask } from "./tasks.ts";
import { docsOf, likesOf, mean, type World } from "./world.ts";

const SHOWN = 20;
const DISTRACTORS = 20_000;

/** The smaller of the two recalls among the first twenty, for two unrelated interests in one profile. */
export function measurePairs(world: World): void {
  const { reader } = world;
  const tasks = world.tasks.pairs.slice(0, world.most);
  const figures = new Map<string, number[]>();
  const note = (name: string, task: PairTask, value: number) => {
    const key = `${name} ${task.likes_a.length}+${task.likes_b.length}`;
    figures.set(key, [...(figures.get(key) ?? []), value]);
  };
  const draws = new Map<string, readonly string[]>();
  const progress = world.follow("two interests", tasks.length);
  for (const [at, task] of tasks.entries()) {
    const windows = [task.a, task.b].flatMap(
      (name) => world.tasks.interests.find(({ list_id }) => list_id === name)?.window ?? [],
    );
    const window = [
      windows.reduce((a, b) => (a < b ? a : b)),
      windows.reduce((a, b) => (a > b ? a : b)),
    ] as const;
    const names = [task.a, task.b];
    const drawn =
      draws.get(names.join()) ?? drawDistractors(names, window, DISTRACTORS, world.corpus, world.tasks.lists);
    draws.set(names.join(), drawn);
    const candidates = [...new Set([...task.targets_a, ...task.targets_b, ...drawn])];
    const docs = docsOf(candidates, reader);
    const measure = (interests: readonly Interest[]) => {
      const ratings = interests.map((interest) => rate(interest, docs, reader).scores);
      const first = new Set(takeRoundRobin(interests, ratings, SHOWN).map((place) => candidates[place]));
      const recall = (targets: readonly string[]) =>
        targets.filter((id) => first.has(id)).length / targets.length;
      return Math.min(recall(task.targets_a), recall(task.targets_b));
    };
    const likes = likesOf([...task.likes_a, ...task.likes_b]);
    const nameOf = (list: string) => world.tasks.lists.get(list)?.topic_words ?? "";
    const empty = { authors: [], categories: [], hidden: new Set<string>() };
    const found: Profile = { ...empty, interests: [], likes };
    const named: Profile = {
      ...empty,
      interests: [
        { name: nameOf(task.a), likes: likesOf(task.likes_a) },
        { name: nameOf(task.b), likes: likesOf(task.likes_b) },
      ],
      likes: [],
    };
    const [one] = interestsOf({ ...found, interests: [{ name: "", likes }], likes: [] }, reader);
    note("averaged", task, one ? measure([{ ...one, words: "" }]) : 0);
    note("found by itself", task, measure(interestsOf(found, reader)));
    note("named, with their words", task, measure(interestsOf(named, reader)));
    progress.update(at + 1);
  }
  progress.finish();
  const kinds = ["5+5", "10+10", "10+3"];
  print(`\ntwo interests: the smaller recall in the first ${SHOWN}, ${tasks.length} tasks`);
  print(row("likes", kinds));
  for (const name of ["averaged", "found by itself", "named, with their words"]) {
    print(
      row(
        name,
        kinds.map((kind) => mean(figures.get(`${name} ${kind}`) ?? []).toFixed(3)),
      ),
    );
  }
}

/** The places of the best rated papers, each interest choosing in its turn; `ratings` are in the order of the interests. */
function takeRoundRobin(
  interests: readonly Interest[],
  ratings: readonly ArrayLike<number>[],
  count: number,
): readonly number[] {
  const orders = ratings.map((scores) => {
    const places = Array.from({ length: scores.length }, (_, place) => place);
    return topK(places, count, (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  });
  const taken = new Set<number>();
  for (const interest of roundRobinOf(interests, count)) {
    const next = orders[interest]?.find((place) => !taken.has(place));
    if (next !== undefined) taken.add(next);
  }
  return [...taken];
}
