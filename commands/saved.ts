import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { type Button, note, type Reply } from "../src/chat/reply.ts";
import { pageOfEntries, pageOption } from "../src/present/entry-page.ts";
import type { Services } from "../src/present/services.ts";

export const saved = defineCommand({
  name: "saved",
  group: "Votes, lists and privacy",
  description: "Show the papers you saved",
  example: "",
  options: z.object({ page: pageOption }),
  async run({ page }, services: Services, { caller }: Request): Promise<Reply> {
    const entries = await services.history.saved(caller);
    if (entries.length === 0)
      return note(
        `You haven't saved any papers yet. Press Save below a paper, or type ${invocation(caller, "save")} and its link.`,
      );
    const reply = await pageOfEntries(entries, services, caller, {
      heading: "Your saved papers",
      command: "saved",
      page,
      audience: "asker",
    });
    return { ...reply, buttons: [...reply.buttons, MORE_LIKE_THESE] };
  },
});

const MORE_LIKE_THESE: Button = {
  label: "New papers like these",
  action: { command: "foryou", options: { from: "saved" }, effect: "answer" },
};
