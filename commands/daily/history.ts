import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { pageOfEntries, pageOption } from "../../src/present/entry-page.ts";
import { dateLine } from "../../src/present/paper-card.ts";
import type { Services } from "../../src/present/services.ts";

export const dailyHistory = defineCommand({
  name: "daily history",
  group: "Daily paper",
  description: "List the papers posted in this channel, with votes",
  example: "2",
  options: z.object({ page: pageOption }),
  async run({ page }, services: Services, { caller }: Request): Promise<Reply> {
    const { history, delivery } = services;
    const entries = await history.posted(caller);
    if (entries.length === 0)
      return note(
        `No papers have been posted in this channel yet. To start a daily paper: ${invocation(caller, "daily subscribe")} streaming video`,
      );
    return pageOfEntries(entries, services, caller, {
      heading: "Papers posted in this channel",
      command: "daily history",
      page,
      async about({ day, channel, message }) {
        const place = { platform: caller.platform, channel };
        const url = message === undefined ? undefined : await delivery.link(place, message);
        return {
          when: `Posted ${dateLine(day)}`,
          ...(url !== undefined && { link: { label: "Go to the post", url } }),
        };
      },
    });
  },
});
