import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";
import { subscriptionCard } from "../../src/present/subscription-card.ts";
import { noSubscription } from "../../src/present/subscription-text.ts";
import { thisChannel } from "../../src/present/this-channel.ts";

export const dailyShow = defineCommand({
  name: "daily show",
  group: "Daily paper",
  description: "Show this channel's daily paper settings",
  example: "",
  // Its buttons are for those who may press them.
  partlyAdmin: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    const standing = await services.delivery.standing(thisChannel(caller));
    if (!standing) return noSubscription(caller);
    const card = await subscriptionCard(standing, services, caller);
    return { outcome: "answer", audience: "asker", cards: [card], buttons: [] };
  },
});
