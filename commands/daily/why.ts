import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import { paperOption, suggestPapers, withPaper } from "../../src/present/one-paper.ts";
import type { Services } from "../../src/present/services.ts";

export const dailyWhy = defineCommand({
  name: "daily why",
  group: "Daily paper",
  description: "Explain why a paper was picked or skipped here",
  example: "2405.16009",
  details: [
    "I score every interest separately, by words, meaning and categories, and pick nothing below a threshold.",
  ],
  expensive: true,
  options: z.object({
    paper: paperOption,
    scores: z.enum(["show"]).optional().describe("The scores behind the answer"),
  }),
  suggest: { paper: suggestPapers },
  run({ paper: text, scores }, services: Services, { caller }: Request): Promise<Reply> {
    const { delivery } = services;
    const choose = ({ id }: { readonly id: string }) => ({
      label: "This one",
      action: { command: "daily why", options: { paper: id }, effect: "replace" } as const,
    });
    return withPaper(text, services, choose, async (paper) => {
      const { platform, channel = `private:${caller.user ?? ""}` } = caller;
      const [outcome = "", ...details] = await delivery.why({ platform, channel }, paper);
      const lines = [`“${paper.title}”`, "", outcome, ...(scores === "show" ? details : [])];
      return {
        ...note(lines.join("\n")),
        buttons:
          scores === "show" || details.length === 0
            ? []
            : buttons({
                label: "Show scores",
                action: {
                  command: "daily why",
                  options: { paper: paper.id, scores: "show" },
                  effect: "replace",
                },
              }),
      };
    });
  },
});
