import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";
import { dailyButton, noSubscription } from "../../src/present/subscription-text.ts";
import { thisChannel } from "../../src/present/this-channel.ts";

export const dailyPause = defineCommand({
  name: "daily pause",
  group: "Daily paper",
  description: "Pause this channel's daily paper",
  example: "",
  admin: true,
  options: z.object({}),
  async run(_, { delivery }: Services, { caller }: Request): Promise<Reply> {
    const standing = await delivery.pause(thisChannel(caller), "by an admin");
    if (!standing) return noSubscription(caller);
    return {
      ...note(`Paused. This channel gets no papers until you run ${invocation(caller, "daily resume")}.`),
      buttons: buttons({ ...dailyButton("Resume", "daily resume"), style: "primary" }),
    };
  },
});
