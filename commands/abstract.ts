import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import type { Reply } from "../src/chat/reply.ts";
import { onePaper, paperOption, suggestPapers, withPaper } from "../src/present/one-paper.ts";
import type { Services } from "../src/present/services.ts";

export const abstract = defineCommand({
  name: "abstract",
  description: "Show one paper in full",
  typedOnly: true,
  example: "2405.16009",
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestPapers },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    const choose = (paper: { id: string }) => ({
      label: "Abstract",
      action: { command: "abstract", options: { paper: paper.id }, effect: "replace" as const },
    });
    return withPaper(text, services, choose, (paper) => onePaper(paper, services, caller));
  },
});
