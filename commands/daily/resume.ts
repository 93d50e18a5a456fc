import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { buttons, type Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";
import { dailyButton, noSubscription, noteWithNext } from "../../src/present/subscription-text.ts";
import { thisChannel } from "../../src/present/this-channel.ts";

export const dailyResume = defineCommand({
  name: "daily resume",
  group: "Daily paper",
  description: "Resume this channel's daily paper after a pause",
  example: "",
  admin: true,
  options: z.object({}),
  async run(_, { delivery, now }: Services, { caller }: Request): Promise<Reply> {
    const standing = await delivery.resume(thisChannel(caller));
    if (!standing) return noSubscription(caller);
    return {
      ...noteWithNext("Resumed. This channel gets papers again.", standing, now()),
      buttons: buttons(dailyButton("Pause", "daily pause")),
    };
  },
});
