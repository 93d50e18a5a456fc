import { defineSubcommand } from "../subcommand.ts";

const args = { usage: "ID", least: 1, most: 1, missing: "Which paper? Give its arXiv id or DOI." } as const;

export const showPaper = defineSubcommand({
  name: "paper show",
  description: "Show a paper's ids and the records it was merged from",
  args,
  flags: {},
  example: "arXiv:2405.16009",
  async run(host, { args: [id = ""] }) {
    const { showPaper } = await import("../paper.ts");
    return showPaper(host, id);
  },
});

export const splitPaper = defineSubcommand({
  name: "paper split",
  description: "Undo the merging of a paper, for good",
  details: [
    "What came under different ids, or without one, becomes a paper of its own and is never merged again.",
    "Votes, saves and posts stay with the id they were given under.",
  ],
  args,
  flags: {},
  example: "arXiv:2405.16009",
  async run(host, { args: [id = ""] }) {
    const { splitPaper } = await import("../paper.ts");
    return splitPaper(host, id);
  },
});
