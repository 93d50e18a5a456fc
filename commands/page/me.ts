import { z } from "zod";
import { openPath } from "../../src/access/paths.ts";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { needPage, pageLink } from "../../src/present/page/page-link.ts";
import type { Services } from "../../src/present/services.ts";

export const pageMe = defineCommand({
  name: "page me",
  group: "Web page",
  description: "Get a link that signs you in to your own page",
  example: "",
  details: [
    "Your page has papers picked for you, what you saved and follow, your profile, and the data I keep about you.",
    "Votes you cast on the page count where you asked for the link.",
    "The link works once, within 15 minutes. The browser stays signed in for 30 days.",
  ],
  personal: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    needPage(services);
    const token = await services.access.signIns.link(caller, "person");
    const where = caller.channel === undefined ? "for you alone" : "in this channel";
    return pageLink(
      {
        title: "Open your page",
        path: openPath(token),
        lines: [
          "This link is for you alone: it signs in one browser, once, within 15 minutes.",
          `Votes you cast on the page count ${where}.`,
        ],
      },
      services,
    );
  },
});
