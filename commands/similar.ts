import { z } from "zod";
import { defineCommand } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { paperOption, suggestPapers, withPaper } from "../src/present/one-paper.ts";
import { count, page, pageOfPapers } from "../src/present/paging.ts";
import { similarButton } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";

export const similar = defineCommand({
  name: "similar",
  description: "Find papers like one that you know",
  example: "2405.16009",
  options: z.object({ paper: paperOption, count, page }),
  suggest: { paper: suggestPapers },
  run({ paper: text, count, page }, services: Services): Promise<Reply> {
    const { library } = services;
    return withPaper(text, services, similarButton, async (paper) => {
      const result = await library.index.similar([paper.id], { offset: (page - 1) * count, limit: count });
      if (result.hits.length === 0) return note(`The library has nothing more like “${paper.title}”.`);
      const heading = `Papers like “${paper.title}”`;
      return pageOfPapers({
        result,
        heading,
        command: "similar",
        options: { paper: paper.id },
        count,
        page,
        library,
      });
    });
  },
});
