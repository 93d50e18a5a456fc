import { z } from "zod";
import { openPath } from "../../src/access/paths.ts";
import { type Caller, defineCommand, managersOnly, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { UserError } from "../../src/errors.ts";
import { needPage, pageLink } from "../../src/present/page/page-link.ts";
import type { Services } from "../../src/present/services.ts";

export const pageAdmin = defineCommand({
  name: "page admin",
  group: "Web page",
  description: "Get a link to the page with the bot's state",
  example: "",
  details: [
    "The page shows what /status shows, channel by channel and source by source, and lets you answer for posts that may be missing.",
    "Channel managers see their own server or workspace; the bot's operator sees all of it.",
    "The link works once, within 15 minutes. The browser stays signed in for 7 days.",
  ],
  partlyAdmin: true,
  personal: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    const isOperator = await services.isOperator(caller);
    if (!caller.admin && !isOperator)
      throw new UserError(managersOnly(caller, `use ${invocation(caller, "page admin")}`));
    needPage(services);
    const token = await services.access.signIns.link(askerOf(caller), "admin");
    return pageLink(
      {
        title: "Open the bot's state",
        path: openPath(token),
        lines: [
          "This link is yours alone. It signs in one browser, once, within 15 minutes.",
          `The page shows ${scopeOf(caller, isOperator)}.`,
        ],
      },
      services,
    );
  },
});

/** Who is an admin in a thread alone is none in its channel. */
function askerOf({ platform, server, channel, parent, user, onlyHere }: Caller) {
  return { platform, server, channel, user, onlyHere, ...(!onlyHere && { parent }) };
}

function scopeOf({ onlyHere = false }: Caller, isOperator: boolean): string {
  if (isOperator) return "every channel and all that the bot runs on";
  return onlyHere ? "this channel alone" : "the channels here and nowhere else";
}
