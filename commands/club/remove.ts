import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import { UserError } from "../../src/errors.ts";
import { clubButton, presenterOnly } from "../../src/present/club/club-actions.ts";
import { suggestQueued } from "../../src/present/completion/suggestions.ts";
import { paperOption, withPaperOrId } from "../../src/present/one-paper.ts";
import type { Services } from "../../src/present/services.ts";

export const clubRemove = defineCommand({
  name: "club remove",
  group: "Journal club",
  description: "Remove a paper from the queue",
  example: "2405.16009",
  details: ["Only the next presenter and channel managers can remove papers that others added."],
  partlyAdmin: true,
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestQueued },
  run({ paper: text }, services: Services, request: Request): Promise<Reply> {
    const choose = (paper: { readonly id: string }) => clubButton("Remove this one", "club remove", paper);
    return withPaperOrId(text, services, choose, async (paper) => {
      const done = await services.club.remove(request.caller, paper.id);
      if (done === "refused") throw new UserError(presenterOnly(request, "remove papers that others added"));
      if (done === "nothing") return note(`“${paper.title}” isn't in the queue.`);
      const reply = {
        ...note(`Removed “${paper.title}” from the journal club's queue.`),
        buttons: buttons(clubButton("Undo", "club add", paper)),
      };
      return done === "done-own" ? reply : { ...reply, audience: "everyone" };
    });
  },
});
