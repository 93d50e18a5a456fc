import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { describePeriod, PERIODS, startOf } from "../src/history/period.ts";
import { pageOfEntries, pageOption } from "../src/present/entry-page.ts";
import type { Services } from "../src/present/services.ts";

export const top = defineCommand({
  name: "top",
  group: "Votes, lists and privacy",
  description: "The papers that this lab likes best, by its own votes",
  example: "month",
  options: z.object({
    period: z.enum(PERIODS).default("month").describe("How far back votes count"),
    page: pageOption,
  }),
  async run({ period, page }, services: Services, { caller }: Request): Promise<Reply> {
    const entries = await services.history.top(caller, startOf(period, services.now()));
    if (entries.length === 0)
      return note(
        `Nobody here has voted for a paper ${period === "all" ? "yet" : describePeriod(period)}. The buttons below papers do, and ${invocation(caller, "vote")}.`,
      );
    return pageOfEntries(entries, services, caller, {
      heading: `What this lab likes best ${describePeriod(period)}`,
      command: "top",
      options: { period },
      page,
    });
  },
});
