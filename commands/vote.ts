import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { buttons, note, type Reply } from "../src/chat/reply.ts";
import type { Paper } from "../src/papers/paper.ts";
import { paperOption, suggestPapers, withPaper, withPaperOrId } from "../src/present/one-paper.ts";
import { tallyLine, voteAction } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";
import type { VoteChoice, Voted } from "../src/taste/voting.ts";

export const vote = defineCommand({
  name: "vote",
  group: "Votes, lists and privacy",
  description: "Say that a paper is for us, or not; what is picked for this channel learns from it",
  example: "2405.16009 up",
  details: [
    "Everybody has one vote on a paper in each server. The same vote again takes it back, and so does none.",
    "A paper that is voted down is not picked. Votes are kept without your name; see the privacy command.",
  ],
  personal: true,
  options: z.object({
    paper: paperOption,
    vote: z.enum(["up", "down", "none"]).describe("up: for us, down: not for us, none: take it back"),
  }),
  suggest: { paper: suggestPapers },
  run({ paper: text, vote }, services: Services, { caller }: Request): Promise<Reply> {
    const { taste } = services;
    const choose = (paper: Paper) => ({ label: "This one", action: voteAction(paper, vote, "replace") });
    // A vote on what the library has lost can be taken back, and that is all.
    const find = vote === "none" ? withPaperOrId : withPaper;
    return find(text, services, choose, async (paper: Pick<Paper, "id" | "title">) => {
      const voted = await taste.vote(caller, paper.id, vote);
      const tally = await taste.tally(caller, paper.id);
      const undo = voted === "new" || voted === "changed" || voted === "moved" || voted === "kept";
      return {
        ...note([sentence(voted, vote, paper), tallyLine(tally)].filter(Boolean).join(" ")),
        ...(undo && { footer: "The same again takes it back." }),
        buttons: undo ? buttons({ label: "Take it back", action: voteAction(paper, "none", "replace") }) : [],
      };
    });
  },
});

function sentence(voted: Voted, choice: VoteChoice, { title }: Pick<Paper, "title">): string {
  const what = choice === "down" ? `“${title}” is not for us` : `“${title}” is for us`;
  const said: Readonly<Record<Voted, string>> = {
    new: `You said that ${what}.`,
    changed: `You changed your mind: ${what}.`,
    moved: `You said that ${what}; your vote now counts in this channel.`,
    kept: `You said that ${what}.`,
    retracted: `You took back your vote on “${title}”.`,
    nothing: `You have no vote on “${title}” here.`,
  };
  return said[voted];
}
