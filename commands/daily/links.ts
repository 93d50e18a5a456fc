import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import type { ObservedMessage } from "../../src/chat/unasked/unasked.ts";
import { UserError } from "../../src/errors.ts";
import { findIds } from "../../src/papers/identifier.ts";
import { dateLine, listCard } from "../../src/present/paper-card.ts";
import { openMenu } from "../../src/present/paper-list.ts";
import type { Services } from "../../src/present/services.ts";

export const dailyLinks = defineCommand({
  name: "daily links",
  group: "Daily paper",
  description: "Point out papers that were shared here before",
  example: "on",
  details: [
    "Off by default. I keep the paper, the date and a link to the message, but not who shared it or what they wrote.",
    "Turning it off deletes the links kept for this channel.",
  ],
  admin: true,
  options: z.object({
    switch: z.enum(["on", "off"]).optional().describe("on or off; nothing, to see the setting"),
  }),
  async run({ switch: wanted }, { links, taste, observes }: Services, { caller }: Request): Promise<Reply> {
    const { platform, channel, server } = await taste.home(caller);
    if (channel === undefined)
      throw new UserError("Run this in a channel. In direct messages I only see your own links.");
    const place = { platform, channel, server };
    if (wanted !== undefined) await links.set(place, wanted === "on");
    if (!(await links.isOn(place))) return note("Off. I don't point out repeated links in this channel.");
    const deaf = observes.has(platform)
      ? ""
      : " I can't see links here yet. The bot's operator can turn that on (see docs/commands.md).";
    return note(`On. When someone shares a paper again, I link to the first time.${deaf}`);
  },
});

/** The answer to a message with links; most of the time there is none. */
export async function answerLinks(
  { text, message, ...observed }: ObservedMessage,
  services: Services,
): Promise<Reply | undefined> {
  const { library, links, history, delivery, taste } = services;
  const papers = await Promise.all(findIds(text).map(async (id) => (await library.index.get(id))?.id ?? id));
  if (papers.length === 0) return undefined;
  const { platform, server, channel } = await taste.home(observed);
  if (channel === undefined) return undefined;
  const inThread = observed.parent !== undefined;
  const linked = { platform, server, channel, message, inThread, papers };
  const seen = await history.withPapers(await links.observe(linked));
  if (seen.length === 0) return undefined;
  const ids = seen.map(({ paper }) => paper.id);
  const tallies = await taste.tallies({ platform, server, channel }, ids);
  const cards = seen.map(async ({ paper, day, message: first = "" }) => {
    const url = await delivery.link({ platform, channel }, first);
    const when = `First shared ${dateLine(day)}`;
    const link = url === undefined ? undefined : { label: "Go to first message", url };
    return listCard({ paper, when, link }, tallies.get(paper.id));
  });
  return {
    outcome: "answer",
    audience: "everyone",
    text: seen.length === 1 ? "This paper was shared here before." : "These papers were shared here before.",
    cards: await Promise.all(cards),
    buttons: [],
    ...openMenu(seen.map(({ paper }) => paper)),
  };
}
