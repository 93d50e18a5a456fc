import type { Paper } from "../../src/papers/paper.ts";
import type { Interest } from "../../src/recommend/interests.ts";
import { createProbability } from "../../src/recommend/probability.ts";
import { rate } from "../../src/recommend/rate.ts";
import { print } from "../support/command.ts";
import { confidenceInterval } from "./bootstrap.ts";
import { calibrate, type Outcome } from "./calibration.ts";
import { row } from "./interests.ts";
import { type DailyTask, withNeighbours } from "./tasks.ts";
import { docsOf, knownLikes, mean, type World } from "./world.ts";

/** With at most so many likes, and with or without the topic's words. */
interface Way {
  readonly name: string;
  readonly likes: number;
  readonly words: boolean;
}

const SANITY = "arxiv-sanity-lite";
const ALL = Number.POSITIVE_INFINITY;
const BEST: Way = { name: "likes and words", likes: ALL, words: true };
const WAYS: readonly Way[] = [
  { name: "words only", likes: 0, words: true },
  { name: "one like", likes: 1, words: false },
  { name: "three likes", likes: 3, words: false },
  { name: "likes only", likes: ALL, words: false },
  { name: "one like and words", likes: 1, words: true },
  { name: "three likes and words", likes: 3, words: true },
  BEST,
];

/** The days of a list, and the candidates of each. */
interface Days {
  readonly days: readonly { readonly day: string; readonly ids: readonly string[] }[];
  readonly ids: readonly string[];
  readonly members: ReadonlySet<string>;
}

/**
 * Hits of one pick a day, over the days on which a member of the list appeared. As in the ranking of one interest, papers of
 * neighbouring lists are left out.
 */
export function measureDaily(world: World, papers: readonly Paper[]): void {
  const tasks = world.tasks.daily.slice(0, world.most);
  const byDay = idsByDay(papers);
  const hits = new Map<string, Share[]>();
  const outcomes = new Map<string, Outcome[]>();
  const progress = world.follow("daily pick", tasks.length);
  for (const [at, task] of tasks.entries()) {
    const days = daysOf(task, byDay, world);
    const note = (name: string, scores: ArrayLike<number>, probability: (score: number) => number) => {
      const picks = bestOfDays(days, scores);
      const counted = picks.filter(({ day }) => task.days.includes(day));
      const share = { hits: counted.filter(({ isHit }) => isHit).length, days: task.days.length };
      hits.set(name, [...(hits.get(name) ?? []), share]);
      const more = picks.map((pick) => ({ ...pick, probability: probability(pick.score), half: at % 2 }));
      outcomes.set(name, [...(outcomes.get(name) ?? []), ...more]);
    };
    const named = (id: string) => `arxiv:${id}`;
    note(SANITY, world.sanity.rank(task.likes.map(named), days.ids.map(named)), () => 0);
    for (const way of WAYS) {
      const interest = interestOf(way, task, world);
      const { scores } = rate(interest, docsOf(days.ids, world.reader), world.reader);
      note(way.name, scores, createProbability(interest));
    }
    progress.update(at + 1);
  }
  progress.finish();
  report(hits, tasks.length);
  for (const { name, likes } of WAYS) if (likes > 0) calibrate(name, outcomes.get(name) ?? []);
}

function daysOf(task: DailyTask, byDay: ReadonlyMap<string, readonly string[]>, { tasks }: World): Days {
  const members = new Set(tasks.lists.get(task.list_id)?.ids);
  const neighbours = withNeighbours([task.list_id], tasks.lists);
  const isCandidate = (id: string) => !task.likes.includes(id) && (members.has(id) || !neighbours.has(id));
  const days = [...byDay]
    .filter(([day]) => day >= task.start && day <= task.end)
    .map(([day, ids]) => ({ day, ids: ids.filter(isCandidate) }));
  return { days, ids: days.flatMap(({ ids }) => ids), members };
}

function bestOfDays({ days, members }: Days, scores: ArrayLike<number>) {
  let from = 0;
  return days.map(({ day, ids }) => {
    let best = from;
    for (let at = from; at < from + ids.length; at += 1)
      if ((scores[at] ?? 0) > (scores[best] ?? 0)) best = at;
    const pick = { day, score: scores[best] ?? 0, isHit: members.has(ids[best - from] ?? "") };
    from += ids.length;
    return pick;
  });
}

function interestOf(way: Way, { list_id, likes }: DailyTask, { reader, tasks }: World): Interest {
  const words = way.words ? (tasks.lists.get(list_id)?.topic_words ?? "") : "";
  return { name: words, words, likes: knownLikes(likes.slice(0, way.likes), reader) };
}

function idsByDay(papers: readonly Paper[]): ReadonlyMap<string, readonly string[]> {
  const byDay = new Map<string, string[]>();
  for (const { id, published = "" } of papers) {
    const day = byDay.get(published) ?? [];
    byDay.set(published, day);
    day.push(id.replace("arxiv:", ""));
  }
  return byDay;
}

/** The days of a list with a member on which it was picked. */
interface Share {
  readonly hits: number;
  readonly days: number;
}

function report(shares: ReadonlyMap<string, readonly Share[]>, lists: number): void {
  print(`\none pick a day: hits on days with a member, ${lists} lists`);
  print(row("", ["mean of lists", "of all days"]));
  for (const [name, of] of shares) {
    const all = of.reduce((sum, { hits }) => sum + hits, 0) / of.reduce((sum, { days }) => sum + days, 0);
    print(row(name, [mean(of.map(shareOf)).toFixed(3), all.toFixed(3)]));
  }
  const before = shares.get(SANITY) ?? [];
  const gains = (shares.get(BEST.name) ?? []).map(
    (share, at) => shareOf(share) - shareOf(before[at] ?? share),
  );
  const gain = confidenceInterval(gains);
  const between = `${gain.low.toFixed(2)} to ${gain.high.toFixed(2)}`;
  print(row(`gain over ${SANITY}`, [`+${gain.mean.toFixed(3)}`, between]));
}

function shareOf({ hits, days }: Share): number {
  return hits / (days || 1);
}
