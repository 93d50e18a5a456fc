import type { ChannelDay, DaysAsked } from "../../history/channel-days.ts";
import type { Paper } from "../../papers/paper.ts";
import { dayLine } from "../../present/subscription-text.ts";
import { dayAt } from "../../time/zone.ts";
import type { WebParts } from "../parts.ts";
import type { Opened } from "./opened.ts";

/** A paper as it was posted. */
interface PostedPaper {
  readonly id: string;
  readonly paper: Paper;
  readonly why: string | undefined;
  readonly at: Date;
}

/** What a channel's page shows of one day. */
export interface ShownDay {
  readonly day: string;
  /** Above the papers, e.g. that nothing matched. */
  readonly note?: string | undefined;
  readonly papers: readonly PostedPaper[];
  /** Why there are none, or fewer than there should be; empty where all is posted. */
  readonly line: string;
}

/** A channel's days with the papers that stand in it, the newest first. */
export async function shownDays(
  { services }: WebParts,
  { who }: Opened,
  asked: DaysAsked,
): Promise<readonly ShownDay[]> {
  const days = await services.history.days(who, asked);
  const { timezone } = (await services.delivery.standing(who))?.subscription ?? {};
  const today = dayAt(services.now(), timezone ?? "UTC");
  const entries = await services.history.withPapers(days.flatMap(postedOn));
  return days.map((one) => ({
    day: one.day,
    note: one.lead?.state === "sent" ? one.lead.content.note : undefined,
    papers: entries.filter(({ day }) => day === one.day),
    line: dayLine(one, one.day === today ? " today" : ""),
  }));
}

function postedOn({ day, lead, thread, shown = [] }: ChannelDay) {
  const forgotten = shown.map((id) => ({ id, why: undefined, day, at: new Date(`${day}T00:00Z`) }));
  const posted = [lead, thread].flatMap((row) =>
    row?.state === "sent"
      ? [
          ...row.content.papers,
          ...(row.content.liked ?? []).map(({ id }) => ({ id, why: "Liked here this week" })),
        ].map(({ id, why }) => ({ id, why, day, at: row.updatedAt }))
      : [],
  );
  return [...posted, ...forgotten];
}
