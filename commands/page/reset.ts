import { z } from "zod";
import { channelPath } from "../../src/access/paths.ts";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { needPage, pageLink } from "../../src/present/page/page-link.ts";
import type { Services } from "../../src/present/services.ts";

export const pageReset = defineCommand({
  name: "page reset",
  group: "Web page",
  description: "Stop the page's old link and get a new one",
  example: "",
  details: ["Pages and feeds by the old link stop at once."],
  admin: true,
  personal: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    needPage(services);
    const path = channelPath(await services.access.channels.reset(caller));
    return pageLink(
      {
        title: "This channel's new page",
        path,
        lines: ["Pages and feeds by the old link no longer open. Share the new one with whoever needs it."],
        also: { label: "Feed for your reader", path: `${path}/feed.atom` },
      },
      services,
    );
  },
});
