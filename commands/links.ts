import { z } from "zod";
import type { ObservedMessage } from "../src/chat/chat.ts";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import { findIds } from "../src/papers/identifier.ts";
import { dateLine, paperCard, tallyLine } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";

export const links = defineCommand({
  name: "links",
  group: "Votes, lists and privacy",
  description: "Say where a paper was shared first when its link comes again in this channel",
  example: "on",
  details: [
    "Off at first. Remembered are the paper, the message's id and the day, not who shared it nor what was said.",
    "off forgets what was remembered here.",
  ],
  admin: true,
  options: z.object({
    switch: z.enum(["on", "off"]).optional().describe("on or off; without it, how it is now"),
  }),
  async run({ switch: wanted }, { links, taste, observes }: Services, { caller }: Request): Promise<Reply> {
    const { platform, channel, server } = await taste.home(caller);
    if (channel === undefined)
      throw new UserError(
        "Ask me that in the channel that it is about; in private I see no links but yours.",
      );
    const place = { platform, channel, server };
    if (wanted !== undefined) await links.set(place, wanted === "on");
    if (!(await links.isOn(place))) return note("Links are not remembered in this channel.");
    const deaf = observes.has(platform)
      ? ""
      : " But I cannot see links on this platform until whoever hosts me switches it on; the README says how.";
    return note(`When the link of a paper comes again in this channel, I say where it was first.${deaf}`);
  },
});

/** What there is to say to a message with links; nothing most of the time. */
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
  const cards = seen.map(async ({ paper, day, message: first = "" }) => {
    const url = await delivery.link({ platform, channel }, first);
    const votes = tallyLine(await taste.tally({ platform, server, channel }, paper.id));
    return {
      ...paperCard(paper, [`First shared here on ${dateLine(day)}.`, votes].filter(Boolean).join(" ")),
      ...(url !== undefined && { link: { label: "Go to where it was first", url } }),
    };
  });
  return {
    outcome: "answer",
    audience: "everyone",
    text: seen.length === 1 ? "This paper has been here before." : "These papers have been here before.",
    cards: await Promise.all(cards),
    buttons: [],
  };
}
