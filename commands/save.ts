import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { type Button, buttons, note, type Reply } from "../src/chat/reply.ts";
import type { Paper } from "../src/papers/paper.ts";
import { paperOption, suggestPapers, withPaper, withPaperOrId } from "../src/present/one-paper.ts";
import { saveButton } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";

export const save = defineCommand({
  name: "save",
  group: "Votes, lists and privacy",
  description: "Keep a paper on a list of your own",
  example: "2405.16009",
  personal: true,
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestPapers },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    return withPaper(text, services, saveButton, async (paper) => {
      const isNew = await services.taste.save(caller, paper.id);
      return {
        ...note(isNew ? `Saved for you: “${paper.title}”.` : `You have saved “${paper.title}” already.`),
        buttons: buttons(swap("unsave", "Take it off", paper)),
      };
    });
  },
});

export const unsave = defineCommand({
  name: "unsave",
  group: "Votes, lists and privacy",
  description: "Take a paper off your list",
  example: "2405.16009",
  personal: true,
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestPapers },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    const choose = (paper: Paper) => swap("unsave", "This one", paper);
    return withPaperOrId(text, services, choose, async (paper) => {
      const had = await services.taste.unsave(caller, paper.id);
      return {
        ...note(had ? `No longer saved: “${paper.title}”.` : `You had not saved “${paper.title}”.`),
        buttons: had ? buttons(swap("save", "Save it again", paper)) : [],
      };
    });
  },
});

function swap(command: string, label: string, { id }: Pick<Paper, "id">): Button {
  return { label, action: { command, options: { paper: id }, effect: "replace" } };
}
