import type { Context } from "hono";
import { utcDay } from "../../time/day.ts";
import { spanOfWeek, weekOf } from "../../time/spans.ts";
import { weekFigure, weekPicture } from "../charts/figure.ts";
import { totals, type WeekCounts, weeksUntil } from "../charts/weeks.ts";
import { notFound } from "../errors.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import type { Opened } from "./opened.ts";
import type { Room } from "./room.ts";

export const VOTES_PATH = "/charts/votes-by-week.svg";
const CAPTION = "Votes by week";

/** How often the channel's lab voted by week. Empty where nobody did. */
export async function votesFigure(parts: WebParts, opened: Opened, { to }: Room): Promise<Html | ""> {
  const votes = await readVotes(parts, opened);
  if (Math.max(...totals(votes)) === 0) return "";
  return weekFigure(votes, {
    caption: CAPTION,
    noun: "votes",
    picture: (look) => to(`${VOTES_PATH}${look === "dark" ? "?look=dark" : ""}`),
    week: parts.addresses.week,
  });
}

/** The picture itself. */
export async function votesPicture(context: Context, parts: WebParts, opened: Opened): Promise<Response> {
  const votes = await readVotes(parts, opened);
  if (Math.max(...totals(votes)) === 0) return notFound(context, parts);
  return weekPicture(context, votes, CAPTION);
}

async function readVotes({ services }: WebParts, { who }: Opened): Promise<WeekCounts> {
  const weeks = weeksUntil(services.now());
  const since = new Date(`${spanOfWeek(weeks[0] ?? "")?.from}T00:00Z`);
  const votes = await services.history.votes(who, since);
  const count = (label: string, isOf: (value: number) => boolean) => {
    const counts = weeks.map(() => 0);
    for (const { at, value } of votes) {
      const week = weeks.indexOf(weekOf(utcDay(at)));
      if (isOf(value)) counts[week] = (counts[week] ?? 0) + 1;
    }
    return { label, counts };
  };
  return {
    weeks,
    series: [count("Relevant", (value) => value > 0), count("Not relevant", (value) => value < 0)],
  };
}
