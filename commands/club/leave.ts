import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";

export const clubLeave = defineCommand({
  name: "club leave",
  group: "Journal club",
  description: "Leave the presenters",
  example: "",
  details: ["Asks first: if you join again, you go to the end of the list."],
  options: z.object({
    confirm: z.enum(["yes"]).optional().describe("yes, to leave without a question"),
  }),
  async run({ confirm }, { club }: Services, { caller }: Request): Promise<Reply> {
    if (confirm === "yes")
      return note(
        (await club.leave(caller)) ? "You left the presenters." : "You aren't one of the presenters.",
      );
    return {
      ...note("Leave the presenters? If you join again, you start at the end of the list."),
      buttons: buttons({
        label: "Leave",
        action: { command: "club leave", options: { confirm: "yes" }, effect: "replace" },
        style: "danger",
      }),
    };
  },
});
