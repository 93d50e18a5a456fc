import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { describePeriod, PERIODS, startOf } from "../src/history/period.ts";
import { pageOfEntries, pageOption } from "../src/present/entry-page.ts";
import type { Services } from "../src/present/services.ts";

export const top = defineCommand({
  name: "top",
  group: "Votes, lists and privacy",
  description: "Show this lab's most upvoted papers",
  example: "month",
  options: z.object({
    period: z.enum(PERIODS).default("month").describe("Time span of the votes"),
    page: pageOption,
  }),
  async run({ period, page }, services: Services, { caller }: Request): Promise<Reply> {
    const entries = await services.history.top(caller, startOf(period, services.now()));
    if (entries.length === 0)
      return note(
        `Nobody here has upvoted a paper ${period === "all" ? "yet" : describePeriod(period)}. Press 👍 Relevant below a paper to vote.`,
      );
    return pageOfEntries(entries, services, caller, {
      heading: `Most upvoted papers ${describePeriod(period)}`,
      command: "top",
      options: { period },
      page,
    });
  },
});
