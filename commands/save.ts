import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { type Button, buttons, note, type Reply } from "../src/chat/reply.ts";
import type { Paper } from "../src/papers/paper.ts";
import { suggestSaved } from "../src/present/completion/suggestions.ts";
import { paperOption, suggestPapers, withPaper, withPaperOrId } from "../src/present/one-paper.ts";
import { saveAction, saveButton, savedButton } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";

export const save = defineCommand({
  name: "save",
  group: "Votes, lists and privacy",
  description: "Save a paper to your list",
  typedOnly: true,
  example: "2405.16009",
  personal: true,
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestPapers },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    return withPaper(text, services, saveButton, async (paper) => {
      const isNew = await services.taste.save(caller, paper.id);
      return {
        ...note(isNew ? `Saved “${paper.title}”.` : `You already saved “${paper.title}”.`),
        buttons: buttons({ label: "Undo", action: saveAction("unsave", paper, "replace") }),
      };
    });
  },
  label: saveOrSaved,
});

export const unsave = defineCommand({
  name: "unsave",
  group: "Votes, lists and privacy",
  description: "Remove a paper from your list",
  typedOnly: true,
  example: "2405.16009",
  personal: true,
  options: z.object({ paper: paperOption }),
  suggest: { paper: suggestSaved },
  run({ paper: text }, services: Services, { caller }: Request): Promise<Reply> {
    const choose = (paper: Paper) => ({ label: "This one", action: saveAction("unsave", paper, "replace") });
    return withPaperOrId(text, services, choose, async (paper) => {
      const had = await services.taste.unsave(caller, paper.id);
      return {
        ...note(
          had ? `Removed “${paper.title}” from your saved papers.` : `“${paper.title}” isn't on your list.`,
        ),
        buttons: had ? buttons({ label: "Undo", action: saveAction("save", paper, "replace") }) : [],
      };
    });
  },
  label: saveOrSaved,
});

/** The button in its new state; pressed again, it does the opposite. */
async function saveOrSaved(
  { paper }: { readonly paper: string },
  { taste }: Services,
  caller: Request["caller"],
): Promise<Button> {
  return (await taste.isSaved(caller, paper)) ? savedButton({ id: paper }) : saveButton({ id: paper });
}
