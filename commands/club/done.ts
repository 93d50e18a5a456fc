import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import { UserError } from "../../src/errors.ts";
import { clubButton, presenterOnly } from "../../src/present/club/club-actions.ts";
import { nextPresenter } from "../../src/present/club/club-pages.ts";
import { suggestQueued } from "../../src/present/completion/suggestions.ts";
import { paperOption, withPaper } from "../../src/present/one-paper.ts";
import type { Services } from "../../src/present/services.ts";

export const clubDone = defineCommand({
  name: "club done",
  group: "Journal club",
  description: "Mark a paper as discussed and pass the turn on",
  example: "2405.16009",
  details: ["Only the next presenter and channel managers can do this."],
  partlyAdmin: true,
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestQueued },
  run({ paper: text }, services: Services, request: Request): Promise<Reply> {
    const { club } = services;
    // Everybody is told, even where the question which paper is meant came first.
    const choose = (paper: { readonly id: string }) => clubButton("Mark this one", "club done", paper);
    return withPaper(text, services, choose, async (paper) => {
      const done = await club.markDiscussed(request.caller, paper.id);
      if (done === "refused") throw new UserError(presenterOnly(request, "mark a paper as discussed"));
      if (done === "nothing") return note(`“${paper.title}” is already marked as discussed.`);
      const next = nextPresenter(await club.state(request.caller));
      return {
        ...note(`Discussed: “${paper.title}”.${next}`),
        audience: "everyone",
        buttons: buttons(clubButton("Undo", "club reopen", paper)),
      };
    });
  },
});
