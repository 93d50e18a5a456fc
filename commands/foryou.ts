import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { papersForYou } from "../src/present/for-you.ts";
import { stillLoading } from "../src/present/paging.ts";
import { paperList } from "../src/present/paper-list.ts";
import type { Services } from "../src/present/services.ts";

export const foryou = defineCommand({
  name: "foryou",
  description: "Recommend papers based on what you like and follow",
  group: "Votes, lists and privacy",
  example: "",
  personal: true,
  expensive: true,
  options: z.object({
    count: z.coerce.number().int().min(1).max(10).default(5).describe("Number of papers"),
    from: z
      .enum(["all", "saved"])
      .default("all")
      .describe("Basis: everything you like, or your saved papers alone"),
  }),
  async run({ count, from }, services: Services, { caller }: Request): Promise<Reply> {
    const papers = await papersForYou(caller, { count, from }, services);
    if (papers === undefined) {
      if (from === "saved")
        return note(
          `You haven't saved any papers yet. Press Save below a paper, or type ${invocation(caller, "save")} and its link.`,
        );
      return note(
        `I don't know your interests yet. Vote on a few papers, save some, or follow a topic: ${invocation(caller, "follow add")} streaming video`,
      );
    }
    const loading = stillLoading(services.library);
    if (papers.length === 0)
      return note(["No new papers match your interests today.", loading].filter(Boolean).join(" "));
    return paperList(
      {
        heading: [from === "saved" ? "New papers like the ones you saved" : "New papers for you", loading]
          .filter(Boolean)
          .join("\n\n"),
        papers,
        footer: `${invocation(caller, "profile")} for:me shows what this is based on.`,
        audience: "asker",
      },
      services,
      caller,
    );
  },
});
