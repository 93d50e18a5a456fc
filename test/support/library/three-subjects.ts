import type { Paper } from "../../../src/papers/paper.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { TODAY } from "./library.ts";
import { somePaper } from "./papers.ts";

const SUBJECTS = {
  bees: "bee hive honey nectar queen swarm pollen comb drone forager waggle brood".split(" "),
  glass: "glass furnace silica melt anneal pane lens kiln optic bubble crystal quartz".split(" "),
  rivers: "river delta flood sediment bank tide current estuary dam basin creek stream".split(" "),
} as const;
export type Subject = keyof typeof SUBJECTS;

/** The id of a subject's paper: `bees` 3 is "Bees 3". */
export function idOf(subject: Subject, number: number): string {
  const series = Object.keys(SUBJECTS).indexOf(subject) + 1;
  return `arxiv:260${series}.${String(number + 1).padStart(5, "0")}`;
}

/** 270 invented papers on three subjects that share no words: enough for the index to learn what belongs together. */
export async function threeSubjects(
  change: (paper: Paper) => Paper = (paper) => paper,
): Promise<SearchIndex> {
  const index = createSearchIndex({ now: () => TODAY.getTime() });
  const papers = Object.entries(SUBJECTS).flatMap(([subject, words]) =>
    Array.from({ length: 90 }, (_, number) => {
      // Six words of the subject, others in each paper.
      const own = Array.from(
        { length: 6 },
        (_, at) => words[(number * 5 + at * (1 + (number % 5))) % words.length],
      );
      return change(
        somePaper({
          id: idOf(subject as Subject, number),
          title: `${subject} ${number}`,
          abstract: `${own.join(" ")}. ${[...own].reverse().join(" ")}.`,
          published: `2026-11-${String(1 + (number % 20)).padStart(2, "0")}`,
        }),
      );
    }),
  );
  await index.add(papers);
  await index.refine();
  return index;
}
