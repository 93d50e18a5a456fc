import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { type Button, buttons, note, type Reply } from "../../src/chat/reply.ts";
import { idOfKey } from "../../src/present/citation-key.ts";
import { followButton, followed, follower, followKind } from "../../src/present/follow-options.ts";
import { followForm } from "../../src/present/forms/follow-form.ts";
import { suggestQueries, withPaper } from "../../src/present/one-paper.ts";
import { interest, scopeToChange, type Whose, whose } from "../../src/present/scope-option.ts";
import type { Services } from "../../src/present/services.ts";
import type { FollowInput } from "../../src/taste/following.ts";
import { readFollow } from "../../src/taste/read-follow.ts";

export const followAdd = defineCommand({
  name: "follow add",
  group: "Follows and profile",
  description: "Follow a topic, author, category or paper",
  example: "KV cache compression",
  details: [
    "An id, a link or a whole title means a paper, cs.CV a category, other words a topic. For an author, type author hinton.",
    "To group follows, give them the same interest name.",
  ],
  personal: true,
  partlyAdmin: true,
  options: z.object({
    what: followed.describe("A topic, an author, a category such as cs.CV, or a paper"),
    kind: followKind,
    for: whose,
    interest,
  }),
  suggest: { what: suggestQueries },
  form: (_, { caller }) => followForm(caller),
  async run({ what, kind, for: list, interest }, services: Services, request: Request): Promise<Reply> {
    const cited = kind === undefined || kind === "paper" ? await idOfKey(what, services) : undefined;
    const wanted =
      cited === undefined
        ? await readFollow(what, kind, services.library.index)
        : { kind: "paper" as const, value: cited };
    if (wanted.kind !== "paper") return add({ ...wanted, interest }, wanted.value, list, services, request);
    const choose = ({ id }: { id: string }): Button => ({
      label: "This one",
      action: {
        command: "follow add",
        options: { what: id, kind: "paper", for: list, ...(interest !== undefined && { interest }) },
        effect: "replace",
      },
    });
    return withPaper(wanted.value, services, choose, (paper) =>
      add({ kind: "paper", value: paper.id, interest }, paper.title, list, services, request),
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
  const noPaper =
    list === "channel" && (await services.taste.following(scope)).subscription === undefined
      ? ` It has no daily paper yet. To start one: ${invocation(request.caller, "daily subscribe")}`
      : "";
  const unmet = (await isUnmet(input, services)) ? " No paper in the library matches it yet." : "";
  const where = input.interest === undefined ? "" : ` under “${input.interest}”`;
  return {
    ...note(`${follower(list, added > 0)} the ${input.kind} “${name}”${where}.${unmet}${noPaper}`),
    buttons: buttons(followButton(added > 0 ? "Undo" : "Unfollow", "follow remove", input, list)),
  };
}

/** Whether a topic, an author or a category has no paper at all: perhaps a typo. */
async function isUnmet({ kind, value }: FollowInput, { library }: Services): Promise<boolean> {
  const { index } = library;
  if (library.loading) return false;
  const one = { offset: 0, limit: 1 };
  if (kind === "topic") return (await index.searchWords(value, one)).total === 0;
  return kind !== "paper" && (await index.search(`${kind}:"${value}"`, one)).total === 0;
}
