import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { type Card, note, type Reply } from "../../src/chat/reply.ts";
import { clubButton } from "../../src/present/club/club-actions.ts";
import { paperOption, suggestPapers, withPaper } from "../../src/present/one-paper.ts";
import { paperCard } from "../../src/present/paper-card.ts";
import type { Services } from "../../src/present/services.ts";

export const clubAdd = defineCommand({
  name: "club add",
  group: "Journal club",
  description: "Add a paper to the queue",
  example: "2405.16009",
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestPapers },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    const { club } = services;
    const choose = ({ id }: { readonly id: string }) => ({
      label: "Add this one",
      action: { command: "club add", options: { paper: id }, effect: "replace" } as const,
    });
    return withPaper(text, services, choose, async (paper) => {
      if (!(await club.add(caller, paper.id))) return note(`“${paper.title}” is already in the queue.`);
      const { queue } = await club.state(caller);
      const place = queue.findIndex(({ id }) => id === paper.id) + 1;
      return {
        outcome: "answer",
        audience: "everyone",
        text: `Added to the journal club: number ${place} of ${queue.length} in the queue. Votes change the order.`,
        cards: [withoutSimilar(paperCard(paper))],
        buttons: [clubButton("Undo", "club remove", paper)],
      };
    });
  },
});

/** Leaves room for Undo: more than five buttons below one paper are too many. */
function withoutSimilar(card: Card): Card {
  return { ...card, buttons: card.buttons.filter(({ action }) => action.command !== "similar") };
}
