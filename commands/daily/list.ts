import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { counted } from "../../src/counted.ts";
import type { Services } from "../../src/present/services.ts";
import { subscriptionCard } from "../../src/present/subscription-card.ts";
import { isHere, maySee } from "../../src/present/this-channel.ts";

/** Further ones are counted, not listed: every platform's message has room for ten cards. */
const MOST_SHOWN = 10;

export const dailyList = defineCommand({
  name: "daily list",
  group: "Daily paper",
  description: "List the channels that get a daily paper",
  example: "",
  details: ["Shows when the next paper comes and whether the last one was posted."],
  admin: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    const all = (await services.delivery.standings()).filter(({ subscription }) =>
      maySee(caller, subscription),
    );
    if (all.length === 0)
      return note(
        `No channel gets a daily paper yet. To start one, run ${invocation(caller, "daily subscribe")} in a channel.`,
      );
    const rank = ({ subscription }: (typeof all)[number]) => Number(isHere(caller, subscription));
    const ordered = [...all].sort((a, b) => rank(b) - rank(a));
    const more = all.length - MOST_SHOWN;
    return {
      outcome: "answer",
      audience: "asker",
      cards: await Promise.all(
        ordered.slice(0, MOST_SHOWN).map((standing) => subscriptionCard(standing, services, caller)),
      ),
      ...(more > 0 && {
        footer: `${counted(more, "more channel")} not shown`,
      }),
      buttons: [],
    };
  },
});
