import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import { formatOf, HEAD_SIZE } from "../src/papers/import/format.ts";
import { papersNamedIn } from "../src/papers/import/pasted.ts";
import { MOST_EXAMPLES } from "../src/taste/following.ts";
import { findSeeds } from "../src/taste/seeds.ts";
import type { Services } from "./services.ts";
import { interest, scopeToChange, whose } from "./whose.ts";

/** Papers that are fetched while somebody waits; more would keep the hosts busy for one person. */
const MOST_FETCHED = 5;

export const seed = defineCommand({
  name: "seed",
  group: "Votes, lists and privacy",
  description: "Give papers as examples of what you or this channel like, many at once",
  example: "2405.16009 https://arxiv.org/abs/2312.00752",
  details: [
    "Links, ids, or BibTeX entries pasted as they are, in any text.",
    "A .bib of up to 1 MB can be attached: to the command where it takes files, else to a message to me that says seed.",
    "For other formats, my host runs npm start -- seed FILE --channel PLATFORM:ID.",
  ],
  personal: true,
  partlyAdmin: true,
  options: z.object({
    papers: z.string().trim().max(40_000).default("").describe("Links, ids or BibTeX entries"),
    for: whose,
    interest,
    file: z
      .string()
      .max(1_000_000)
      .optional()
      .meta({ description: "A file with BibTeX entries, or links", file: true }),
  }),
  async run(
    { papers, file = "", for: list, interest },
    services: Services,
    request: Request,
  ): Promise<Reply> {
    const { taste, library } = services;
    const scope = await scopeToChange(list, services, request, "What this channel follows");
    refuseOtherFormats(file);
    const named = await papersNamedIn(`${papers}\n${file}`, MOST_EXAMPLES);
    if (named.length === 0)
      throw new UserError(
        `I found no paper in that. Give links, ids such as 2405.16009, or BibTeX entries; one paper by its title is followed with ${invocation(request.caller, "follow")}.`,
      );
    await fetchSome((await findSeeds(library.db, named)).unknown, services);
    const { known, unknown, lost } = await findSeeds(library.db, named);
    const wishes = [...known, ...unknown].map((value) => ({ kind: "paper" as const, value, interest }));
    const { added, known: before } = await taste.follow(scope, wishes);
    return note(
      [
        `${papersOf(added)} ${added === 1 ? "is" : "are"} now ${added === 1 ? "an example" : "examples"} of what ${list === "channel" ? "this channel likes" : "you like"}.`,
        before > 0 && `${papersOf(before)} already ${before === 1 ? "was" : "were"}.`,
        unknown.length > 0 && `${unknown.length} of them I do not have yet; they count as soon as I do.`,
        lost > 0 && `${papersOf(lost)} had no id, and no paper of the library has that title.`,
        `${invocation(request.caller, "profile")} shows them, and takes them out again.`,
      ]
        .filter(Boolean)
        .join(" "),
    );
  },
});

function refuseOtherFormats(file: string): void {
  if (file === "") return;
  const format = formatOf(Buffer.from(file.slice(0, HEAD_SIZE)));
  if ("problem" in format) throw new UserError(`That file ${format.problem}`);
}

async function fetchSome(ids: readonly string[], { fetchPaper }: Services): Promise<void> {
  if (fetchPaper) await Promise.all(ids.slice(0, MOST_FETCHED).map(fetchPaper));
}

function papersOf(count: number): string {
  return `${count} ${count === 1 ? "paper" : "papers"}`;
}
