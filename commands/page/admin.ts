import { z } from "zod";
import { signInPath } from "../../src/access/paths.ts";
import { LINK_MINUTES, SESSION_DAYS } from "../../src/access/sign-in.ts";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { needPage, pageLink } from "../../src/present/page/page-link.ts";
import type { Services } from "../../src/present/services.ts";

export const pageAdmin = defineCommand({
  name: "page admin",
  group: "Web page",
  description: "Get a link to the bot's status on the web page",
  example: "",
  details: ["You see the channels that you manage here; the bot's operator sees all of them."],
  admin: true,
  personal: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    needPage(services);
    // A manager of one channel alone sees that one, one of a server all of its channels.
    const isOneChannel = caller.onlyHere === true || caller.server === undefined;
    const who = isOneChannel ? caller : { ...caller, channel: undefined };
    const path = signInPath(await services.access.signIns.link(who, "admin"));
    return pageLink(
      {
        title: "Open the status page",
        path,
        lines: [
          `This link is yours alone. It works once, in the next ${LINK_MINUTES} minutes.`,
          `Your browser then stays signed in for ${SESSION_DAYS.admin} days. ${invocation(caller, "page reset")} for:me signs you out everywhere.`,
        ],
      },
      services,
    );
  },
});
