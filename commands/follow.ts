import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { type Button, buttons, note, type Reply } from "../src/chat/reply.ts";
import { canonicalId } from "../src/papers/identifier.ts";
import { suggestQueries, withPaper } from "../src/present/one-paper.ts";
import { interest, scopeToChange, type Whose, whose } from "../src/present/scope-option.ts";
import type { Services } from "../src/present/services.ts";
import type { FollowInput } from "../src/taste/following.ts";
import { readFollow } from "../src/taste/read-follow.ts";

const what = z.string().trim().min(1).max(500);
const kind = z
  .enum(["topic", "author", "category", "paper"])
  .optional()
  .describe("What it is; guessed if not given");

export const follow = defineCommand({
  name: "follow",
  group: "Votes, lists and privacy",
  description: "Follow a topic, an author, a category or a paper, for yourself or for this channel",
  example: "KV cache compression",
  details: [
    "An id, a link or a whole title is a paper, cs.CV a category, all else a topic; author:hinton an author.",
    "What has the same interest belongs together: its topics are looked for together, and its papers are examples of it.",
  ],
  personal: true,
  partlyAdmin: true,
  options: z.object({
    what: what.describe("Words, a name, a category such as cs.CV, or a paper"),
    kind,
    for: whose,
    interest,
  }),
  suggest: { what: suggestQueries },
  async run({ what, kind, for: list, interest }, services: Services, request: Request): Promise<Reply> {
    const wanted = await readFollow(what, kind, services.library.index);
    if (wanted.kind !== "paper") return add({ ...wanted, interest }, wanted.value, list, services, request);
    const choose = ({ id }: { id: string }): Button => ({
      label: "This one",
      action: {
        command: "follow",
        options: { what: id, kind: "paper", for: list, ...(interest !== undefined && { interest }) },
        effect: "replace",
      },
    });
    return withPaper(wanted.value, services, choose, (paper) =>
      add({ kind: "paper", value: paper.id, interest }, paper.title, list, services, request),
    );
  },
});

export const unfollow = defineCommand({
  name: "unfollow",
  group: "Votes, lists and privacy",
  description: "Follow something no longer",
  example: "KV cache compression",
  details: ["For a channel, the topics of its daily paper can be taken out by this as well."],
  personal: true,
  partlyAdmin: true,
  options: z.object({ what: what.describe("What to take off the list"), kind, for: whose }),
  async run({ what, kind, for: list }, services: Services, request: Request): Promise<Reply> {
    const scope = await scopeToChange(list, services, request, "what this channel follows");
    const typed = what.replace(/^(?:author|category|topic|paper):\s*/iu, "").replace(/["“”]/gu, "");
    const { index } = services.library;
    const ids = (await index.resolve(typed)).map(({ id }) => id);
    for (const value of new Set([typed.trim(), canonicalId(typed) ?? typed, ...ids])) {
      const [removed] = await services.taste.unfollow(scope, { kind, value });
      if (removed === undefined) continue;
      const name = (await index.get(value))?.title ?? value;
      return {
        ...note(
          `${subject(list)} no longer follow${list === "channel" ? "s" : ""} the ${removed} “${name}”.`,
        ),
        buttons: buttons(swap("follow", "Follow it again", { kind: removed, value }, list)),
      };
    }
    return note(
      `${subject(list)} ${list === "channel" ? "does" : "do"} not follow “${what}”. ${invocation(request.caller, "following")} shows what is followed.`,
    );
  },
});

async function add(
  input: FollowInput,
  name: string,
  list: Whose,
  services: Services,
  request: Request,
): Promise<Reply> {
  const scope = await scopeToChange(list, services, request, "what this channel follows");
  const { added } = await services.taste.follow(scope, [input]);
  const verb = list === "channel" ? "follows" : "follow";
  const noPaper =
    list === "channel" && (await services.taste.following(scope)).subscription === undefined
      ? ` It gets no daily paper yet; ${invocation(request.caller, "daily subscribe")} starts one.`
      : "";
  const unmet = (await isUnmet(input, services))
    ? " No paper in the library matches it yet; it counts as soon as one does."
    : "";
  const where = input.interest === undefined ? "" : ` under “${input.interest}”`;
  return {
    ...note(
      `${subject(list)} ${added > 0 ? "now " : ""}${verb} the ${input.kind} “${name}”${where}${added > 0 ? "" : " already"}.${unmet}${noPaper}`,
    ),
    buttons: buttons(swap("unfollow", "Unfollow", input, list)),
  };
}

/** Whether a topic, an author or a category has no paper at all: a slip, perhaps. */
async function isUnmet({ kind, value }: FollowInput, { library }: Services): Promise<boolean> {
  const { index } = library;
  if (library.loading) return false;
  const one = { offset: 0, limit: 1 };
  if (kind === "topic") return (await index.searchWords(value, one)).total === 0;
  return kind !== "paper" && (await index.search(`${kind}:"${value}"`, one)).total === 0;
}

function subject(list: Whose): string {
  return list === "channel" ? "This channel" : "You";
}

function swap(
  command: string,
  label: string,
  { kind, value }: { readonly kind: FollowInput["kind"]; readonly value: string },
  list: Whose,
): Button {
  return { label, action: { command, options: { what: value, kind, for: list }, effect: "replace" } };
}
