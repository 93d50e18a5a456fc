import { z } from "zod";
import { channelPath } from "../../src/access/paths.ts";
import { type Caller, defineCommand, managersOnly, type Request } from "../../src/chat/command.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { UserError } from "../../src/errors.ts";
import { needPage, pageLink } from "../../src/present/page/page-link.ts";
import type { Services } from "../../src/present/services.ts";

export const pageReset = defineCommand({
  name: "page reset",
  group: "Web page",
  description: "Stop a page's old links and sign-ins",
  example: "",
  details: [
    "for:channel gives the channel a new link; pages and feeds by the old one stop at once.",
    "for:me signs you out of the web page in every browser.",
  ],
  partlyAdmin: true,
  personal: true,
  options: z.object({
    for: z.enum(["me", "channel"]).optional().describe("You or this channel; in a channel, the channel"),
  }),
  run({ for: whose }, services: Services, { caller }: Request): Promise<Reply> {
    const standard = caller.channel === undefined ? "me" : "channel";
    return (whose ?? standard) === "me" ? signOut(services, caller) : resetChannel(services, caller);
  },
});

async function resetChannel(services: Services, caller: Caller): Promise<Reply> {
  needPage(services);
  if (!caller.admin)
    throw new UserError(
      `${managersOnly(caller, "reset the channel's link")} To sign out yourself, use for:me.`,
    );
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
}

// Whatever the page shows now: a cookie may still be there when it is turned on again.
async function signOut({ access }: Services, caller: Caller): Promise<Reply> {
  const count = await access.signIns.signOutEverywhere(caller);
  if (count === 0)
    return note("You aren't signed in to the web page. Links that you haven't used no longer work.");
  const browsers = count === 1 ? "1 browser" : `${count} browsers`;
  return note(`Signed you out of the web page in ${browsers}. Links that you haven't used no longer work.`);
}
