import { z } from "zod";
import type { Effect } from "../src/chat/action.ts";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { type Button, buttons, note, type Reply } from "../src/chat/reply.ts";
import type { Paper } from "../src/papers/paper.ts";
import { paperOption, suggestPapers, withPaper } from "./one-paper.ts";
import type { Services } from "./services.ts";

export const save = defineCommand({
  name: "save",
  description: "Keep a paper on a list of your own",
  example: "2405.16009",
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestPapers },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    return withPaper(text, services, saveButton, async (paper) => {
      const isNew = await services.taste.save(caller, paper.id);
      return {
        ...note(isNew ? `Saved for you: “${paper.title}”.` : `You have saved “${paper.title}” already.`),
        buttons: buttons(listButton("unsave", "Take it off", paper, "replace")),
      };
    });
  },
});

export const unsave = defineCommand({
  name: "unsave",
  description: "Take a paper off your list",
  example: "2405.16009",
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestPapers },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    const choose = (paper: Paper) => listButton("unsave", "This one", paper, "replace");
    return withPaper(text, services, choose, async (paper) => {
      const had = await services.taste.unsave(caller, paper.id);
      return {
        ...note(had ? `No longer saved: “${paper.title}”.` : `You had not saved “${paper.title}”.`),
        buttons: had ? buttons(listButton("save", "Save it again", paper, "replace")) : [],
      };
    });
  },
});

export function saveButton(paper: Pick<Paper, "id">): Button {
  return listButton("save", "Save", paper, "answer");
}

function listButton(command: string, label: string, { id }: Pick<Paper, "id">, effect: Effect): Button {
  return { label, action: { command, options: { paper: id }, effect } };
}
