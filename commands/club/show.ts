import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { queuePage } from "../../src/present/club/club-pages.ts";
import { pageOption } from "../../src/present/entry-page.ts";
import type { Services } from "../../src/present/services.ts";

export const clubShow = defineCommand({
  name: "club show",
  group: "Journal club",
  description: "Show the next meeting and the papers in the queue",
  example: "",
  details: ["Papers with the most upvotes come first."],
  options: z.object({ page: pageOption }),
  run: ({ page }, services: Services, request: Request): Promise<Reply> => queuePage(page, services, request),
});
