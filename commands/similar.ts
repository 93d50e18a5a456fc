import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { canonicalId, findIds } from "../src/papers/identifier.ts";
import { suggestPapers, withPaper } from "../src/present/one-paper.ts";
import { count, page, pageOfPapers } from "../src/present/paging.ts";
import { similarButton } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";
import { related } from "./related.ts";

export const similar = defineCommand({
  name: "similar",
  description: "Find papers similar to a paper, a link or a text",
  example: "2405.16009",
  details: ["Paste a message, an abstract or several links to find papers on what they are about."],
  // As long as the longest message of any platform.
  expensive: true,
  options: z.object({
    paper: z
      .string()
      .trim()
      .min(1)
      .max(40_000)
      .meta({ description: "A paper's id, link or title, or pasted text", paper: true }),
    count,
    page,
  }),
  suggest: { paper: suggestPapers },
  async run({ paper: text, count, page }, services: Services, request: Request): Promise<Reply> {
    const { library } = services;
    if (await isPastedText(text, services)) return related.answer({ text }, services, request);
    return withPaper(text, services, similarButton, async (paper) => {
      const result = await library.index.similar([paper.id], { offset: (page - 1) * count, limit: count });
      if (result.hits.length === 0) return note(`I found no papers similar to “${paper.title}”.`);
      const heading = `Papers similar to “${paper.title}”`;
      const options = { paper: paper.id };
      return pageOfPapers(
        { result, heading, command: "similar", options, count, page },
        services,
        request.caller,
      );
    });
  },
});

/** The longest title, in words. */
const TITLE_WORDS = 30;

/** Whether it is a text about papers or a topic, rather than one paper's name. */
async function isPastedText(text: string, { library }: Services): Promise<boolean> {
  if (canonicalId(text) !== undefined) return false;
  if (findIds(text).length > 0) return true;
  if ((await library.index.resolve(text)).length > 0) return false;
  return /\n|[.!?]\s/u.test(text) || text.split(/\s+/u).length > TITLE_WORDS;
}
