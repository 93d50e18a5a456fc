import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { paperOption, suggestPapers, withPaper } from "../src/present/one-paper.ts";
import type { Services } from "../src/present/services.ts";

export const why = defineCommand({
  name: "why",
  group: "The daily paper",
  description: "Why this channel gets a paper today, or why not",
  example: "2405.16009",
  details: [
    "Each interest is judged by itself: by likeness in words and in meaning to its papers, by its own words, and by categories, as deviations from what is usual. What likes are learned from has a chance between 0 and 1 and a cut.",
  ],
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestPapers },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    const { delivery } = services;
    const choose = ({ id }: { readonly id: string }) => ({
      label: "This one",
      action: { command: "why", options: { paper: id }, effect: "replace" } as const,
    });
    return withPaper(text, services, choose, async (paper) => {
      const { platform, channel = `private:${caller.user ?? ""}` } = caller;
      const lines = await delivery.why({ platform, channel }, paper);
      return note([`“${paper.title}”`, "", ...lines].join("\n"));
    });
  },
});
