import { z } from "zod";
import { signInPath } from "../../src/access/paths.ts";
import { LINK_MINUTES, SESSION_DAYS } from "../../src/access/sign-in.ts";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { needPage, pageLink } from "../../src/present/page/page-link.ts";
import type { Services } from "../../src/present/services.ts";

export const pageMe = defineCommand({
  name: "page me",
  group: "Web page",
  description: "Get a link that signs you in to the web page",
  example: "",
  details: [
    "There you see your saved papers, new papers for you and your profile, and can vote and save.",
    "Votes on the page count where you asked for the link: in this channel, or for you alone in a direct message.",
  ],
  personal: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    needPage(services);
    const path = signInPath(await services.access.signIns.link(caller, "person"));
    return pageLink(
      {
        title: "Open your page",
        path,
        lines: [
          `This link is yours alone. It works once, in the next ${LINK_MINUTES} minutes.`,
          `Your browser then stays signed in for ${SESSION_DAYS.person} days. ${invocation(caller, "page reset")} for:me signs you out everywhere.`,
        ],
      },
      services,
    );
  },
});
