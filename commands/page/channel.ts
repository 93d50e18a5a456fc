import { z } from "zod";
import { channelPath } from "../../src/access/paths.ts";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { needPage, pageLink } from "../../src/present/page/page-link.ts";
import type { Services } from "../../src/present/services.ts";

export const pageChannel = defineCommand({
  name: "page channel",
  group: "Web page",
  description: "Get the link to this channel's web page",
  example: "",
  details: [
    "The page has the channel's papers with votes, its journal club and its settings, and feeds of them.",
    "Anyone with the link can open it. It names nobody.",
  ],
  personal: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    needPage(services);
    const path = channelPath(await services.access.channels.link(caller));
    return pageLink(
      {
        title: "This channel's page",
        path,
        lines: [
          "Anyone with this link sees the channel's papers, votes as numbers, journal club and settings.",
          `Channel managers can end it with ${invocation(caller, "page reset")}.`,
        ],
        also: { label: "Feed for your reader", path: `${path}/feed.atom` },
      },
      services,
    );
  },
});
