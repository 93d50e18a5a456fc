import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import { canonicalId } from "../../src/papers/identifier.ts";
import { idOfKey } from "../../src/present/citation-key.ts";
import { suggestFollowed } from "../../src/present/completion/suggestions.ts";
import { followButton, followed, followKind } from "../../src/present/follow-options.ts";
import { readableId } from "../../src/present/paper-card.ts";
import { scopeToChange, whose } from "../../src/present/scope-option.ts";
import type { Services } from "../../src/present/services.ts";

export const followRemove = defineCommand({
  name: "follow remove",
  group: "Follows and profile",
  description: "Stop following a topic, author, category or paper",
  example: "KV cache compression",
  details: ["With for:channel, it also removes topics of the channel's daily paper."],
  personal: true,
  partlyAdmin: true,
  options: z.object({
    what: followed.describe("A topic, author, category or paper you follow"),
    kind: followKind,
    for: whose,
  }),
  suggest: { what: suggestFollowed },
  async run({ what, kind, for: list }, services: Services, request: Request): Promise<Reply> {
    const scope = await scopeToChange(list, services, request, "what this channel follows");
    const plain = what.replace(/["“”]/gu, "").trim();
    const said = plain.replace(/^(?:author|category|topic|paper):\s*/iu, "");
    const typed = (await idOfKey(said, services)) ?? said;
    const { index } = services.library;
    const ids = (await index.resolve(typed)).map(({ id }) => id);
    // "author hinton" may mean an author as well as a topic.
    const behindKind = plain.replace(/^(?:author|category|topic|paper)\s+/iu, "");
    for (const value of new Set([typed, canonicalId(typed) ?? typed, ...ids, behindKind])) {
      const [removed] = await services.taste.unfollow(scope, { kind, value });
      if (removed === undefined) continue;
      const name = (await index.get(value))?.title ?? readableId(value);
      const done = list === "channel" ? `This channel stopped following` : `You stopped following`;
      return {
        ...note(`${done} the ${removed.kind} “${name}”.`),
        buttons: buttons(followButton("Undo", "follow add", removed, list)),
      };
    }
    const subject = list === "channel" ? "This channel doesn't" : "You don't";
    return note(
      `${subject} follow “${what}”. ${invocation(request.caller, "follow list")} shows all follows.`,
    );
  },
});
