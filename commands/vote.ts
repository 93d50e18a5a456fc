import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { buttons, note, type Reply } from "../src/chat/reply.ts";
import type { Paper } from "../src/papers/paper.ts";
import { paperOption, suggestPapers, withPaper, withPaperOrId } from "../src/present/one-paper.ts";
import { tallyLine, voteAction, voteLabel } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";
import type { VoteChoice, Voted } from "../src/taste/voting.ts";

export const vote = defineCommand({
  name: "vote",
  group: "Votes, lists and privacy",
  description: "Vote on a paper, so that the bot learns from it",
  typedOnly: true,
  example: "2405.16009 up",
  details: [
    "You have one vote on each paper. Vote the same again, or none, to undo it.",
    "A paper voted not relevant is never picked here. Votes are stored without your name.",
  ],
  personal: true,
  options: z.object({
    paper: paperOption,
    vote: z.enum(["up", "down", "none"]).describe("up (relevant), down (not relevant) or none"),
  }),
  suggest: { paper: suggestPapers },
  async label({ paper, vote }, { taste }: Services, caller) {
    const tally = (await taste.tallies(caller, [paper])).get(paper);
    return voteLabel(vote, tally ?? { up: 0, down: 0 });
  },
  run({ paper: text, vote }, services: Services, { caller }: Request): Promise<Reply> {
    const { taste } = services;
    const choose = (paper: Paper) => ({ label: "This one", action: voteAction(paper, vote, "replace") });
    // A vote on a paper that the library has lost can only be removed.
    const find = vote === "none" ? withPaperOrId : withPaper;
    return find(text, services, choose, async (paper: Pick<Paper, "id" | "title">) => {
      const voted = await taste.vote(caller, paper.id, vote);
      services.votesChanged(await taste.home(caller), paper.id, caller.pressed);
      const tally = await taste.tally(caller, paper.id);
      const undo = voted === "new" || voted === "changed" || voted === "moved" || voted === "kept";
      return {
        ...note([sentence(voted, vote, paper), tallyLine(tally)].filter(Boolean).join(" ")),
        buttons: undo ? buttons({ label: "Undo", action: voteAction(paper, "none", "replace") }) : [],
      };
    });
  },
});

function sentence(voted: Voted, choice: VoteChoice, { title }: Pick<Paper, "title">): string {
  const what = `“${title}” as ${choice === "down" ? "not relevant" : "relevant"}`;
  const said: Readonly<Record<Voted, string>> = {
    new: `Marked ${what}.`,
    changed: `Changed your vote: marked ${what}.`,
    moved: `Marked ${what}. Your vote now counts in this channel.`,
    kept: `Marked ${what}.`,
    retracted: `Took back your vote on “${title}”.`,
    nothing: `You haven't voted on “${title}” here.`,
  };
  return said[voted];
}
