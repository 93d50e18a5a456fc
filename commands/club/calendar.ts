import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { calendarPage } from "../../src/present/club/club-calendar.ts";
import type { Services } from "../../src/present/services.ts";

export const clubCalendar = defineCommand({
  name: "club calendar",
  group: "Journal club",
  description: "Get the next meetings as a calendar file",
  example: "",
  options: z.object({}),
  run: (_, services: Services, request: Request): Promise<Reply> => calendarPage(services, request),
});
