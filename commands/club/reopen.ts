import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { UserError } from "../../src/errors.ts";
import { clubButton, presenterOnly } from "../../src/present/club/club-actions.ts";
import { nextPresenter } from "../../src/present/club/club-pages.ts";
import { suggestDiscussed } from "../../src/present/completion/suggestions.ts";
import { paperOption, withPaperOrId } from "../../src/present/one-paper.ts";
import type { Services } from "../../src/present/services.ts";

export const clubReopen = defineCommand({
  name: "club reopen",
  group: "Journal club",
  description: "Put a discussed paper back in the queue",
  example: "2405.16009",
  details: ["Only its presenter and channel managers can do this."],
  partlyAdmin: true,
  typedOnly: true,
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestDiscussed },
  run({ paper: text }, services: Services, request: Request): Promise<Reply> {
    const { club } = services;
    const choose = (paper: { readonly id: string }) => clubButton("Put this one back", "club reopen", paper);
    return withPaperOrId(text, services, choose, async (paper) => {
      const done = await club.moveBack(request.caller, paper.id);
      if (done === "refused") throw new UserError(presenterOnly(request, "put a paper back"));
      if (done === "nothing") return note(`“${paper.title}” isn't marked as discussed.`);
      const next = nextPresenter(await club.state(request.caller));
      return { ...note(`“${paper.title}” is back in the queue.${next}`), audience: "everyone" };
    });
  },
});
