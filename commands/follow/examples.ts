import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { counted } from "../../src/counted.ts";
import { UserError } from "../../src/errors.ts";
import { formatOf, HEAD_SIZE } from "../../src/papers/import/format/format.ts";
import type { Pasted } from "../../src/papers/import/pasted.ts";
import { interest, scopeToChange, whose } from "../../src/present/scope-option.ts";
import type { Services } from "../../src/present/services.ts";
import { MOST_EXAMPLES } from "../../src/taste/following.ts";

/** How many papers are fetched while somebody waits; more would keep the hosts busy for one person. */
const MOST_FETCHED = 5;

export const followExamples = defineCommand({
  name: "follow examples",
  group: "Follows and profile",
  description: "Add papers as examples of what you like",
  example: "2405.16009 https://arxiv.org/abs/2312.00752",
  details: [
    "Paste links, ids or BibTeX entries, in any text.",
    "You can attach a BibTeX, RIS or CSL-JSON file of up to 1 MB to the command, or to a message to me that says “follow examples”.",
    "The bot's operator can import other formats with npm start -- seed FILE --channel PLATFORM:ID.",
  ],
  personal: true,
  partlyAdmin: true,
  expensive: true,
  options: z.object({
    papers: z.string().trim().max(40_000).default("").describe("Links, ids or BibTeX entries"),
    for: whose,
    interest,
    file: z
      .string()
      .max(1_000_000)
      .optional()
      .meta({ description: "A BibTeX, RIS or CSL-JSON file, or one with links", file: true }),
  }),
  async run(
    { papers, file = "", for: list, interest },
    services: Services,
    request: Request,
  ): Promise<Reply> {
    const { taste, readPasted } = services;
    const scope = await scopeToChange(list, services, request, "what this channel follows");
    refuseOtherFormats(file);
    const who = `${request.caller.platform}:${request.caller.user ?? ""}`;
    // Each is read by itself: a file's format shows at its start, and its own lines are counted.
    const pasted = await readPasted(papers, MOST_EXAMPLES, who);
    const attached = await readPasted(file, MOST_EXAMPLES, who);
    const named = [...pasted.papers, ...attached.papers];
    const broken = brokenLine(
      [...pasted.broken, ...attached.broken],
      pasted.brokenCount + attached.brokenCount,
    );
    if (named.length > MOST_EXAMPLES)
      throw new UserError(
        `That's more than ${MOST_EXAMPLES} papers, the most a list can have. Leave some out.`,
      );
    if (named.length === 0)
      throw new UserError(
        `I found no papers in that.${broken} Give links, ids such as 2405.16009, or BibTeX, RIS or CSL-JSON entries. To add a paper by its title, use ${invocation(request.caller, "follow add")}.`,
      );
    await fetchSome((await taste.findSeeds(named)).unknown, services);
    const { known, unknown, lost } = await taste.findSeeds(named);
    const examples = [...known, ...unknown].map((value) => ({ kind: "paper" as const, value, interest }));
    const { added, known: before } = await taste.follow(scope, examples);
    return note(
      [
        `${countLine(added, before)} of what ${list === "channel" ? "this channel likes" : "you like"}.`,
        added > 0 && before > 0 && `${counted(before, "paper")} already ${before === 1 ? "was" : "were"}.`,
        unknownLine(unknown.length, added + before),
        broken.trim(),
        lost > 0 && `${counted(lost, "paper")} had no id, and no paper in the library has that title.`,
        `You can remove ${added + before === 1 ? "it" : "them"} in ${invocation(request.caller, "profile")}.`,
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

/** "3 papers are now examples", or what to say if none is new. */
function countLine(added: number, before: number): string {
  const count = added > 0 ? added : before;
  const verb = count === 1 ? "is" : "are";
  return `${counted(count, "paper")} ${verb} ${added > 0 ? "now" : "already"} ${count === 1 ? "an example" : "examples"}`;
}

function unknownLine(unknown: number, all: number): string {
  if (unknown === 0) return "";
  if (all === 1) return "It isn't in the library yet; it counts once it is.";
  return `${unknown} of them ${unknown === 1 ? "isn't in the library yet and counts once it is" : "aren't in the library yet and count once they are"}.`;
}

/** Where something could not be read: the first place, and how many there are. */
function brokenLine([first]: Pasted["broken"], all: number): string {
  if (!first) return "";
  const count = all === 1 ? "one entry" : `${all.toLocaleString("en")} entries`;
  return ` I couldn't read ${count}${all === 1 ? "" : ", the first"} in line ${first.line}: ${first.reason}.`;
}
