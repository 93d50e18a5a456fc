import { dateLine, listCard } from "../../present/paper-card.ts";
import type { WebParts } from "../parts.ts";
import type { Opened } from "./opened.ts";

/** Papers on one page: a busy channel's month has some hundred. */
const MOST = 200;

/** What was posted to a channel, the newest first, each with its day, why and votes; of a month (YYYY-MM), or the last `most`. */
export async function picksOf(
  { who }: Opened,
  { services }: WebParts,
  { month, most = MOST }: { readonly month?: string | undefined; readonly most?: number },
) {
  const all = await services.history.posted(who);
  const wanted = month === undefined ? all : all.filter(({ day }) => day.startsWith(month));
  const papers = await services.history.withPapers(wanted.slice(0, most));
  const tallies = await services.taste.tallies(
    who,
    papers.map(({ id }) => id),
  );
  const picks = papers.map(({ paper, day, why }) => ({
    paper,
    day,
    why,
    card: {
      ...listCard({ paper, when: dateLine(day) }, tallies.get(paper.id), true),
      ...(why && { why }),
    },
  }));
  const months = [...new Set(all.map(({ day }) => day.slice(0, 7)))];
  return { picks, months };
}
