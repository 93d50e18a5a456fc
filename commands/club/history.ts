import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { historyPage } from "../../src/present/club/club-pages.ts";
import { pageOption } from "../../src/present/entry-page.ts";
import type { Services } from "../../src/present/services.ts";

export const clubHistory = defineCommand({
  name: "club history",
  group: "Journal club",
  description: "List the papers that were discussed",
  example: "",
  options: z.object({ page: pageOption }),
  run: ({ page }, services: Services, request: Request): Promise<Reply> =>
    historyPage(page, services, request),
});
