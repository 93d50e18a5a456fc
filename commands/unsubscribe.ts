import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import type { Services } from "../src/present/services.ts";
import { thisChannel } from "../src/present/this-channel.ts";

export const unsubscribe = defineCommand({
  name: "unsubscribe",
  group: "The daily paper",
  description: "Stop the daily paper of this channel for good",
  example: "",
  admin: true,
  options: z.object({}),
  async run(_, { delivery }: Services, { caller }: Request): Promise<Reply> {
    const had = await delivery.unsubscribe(thisChannel(caller));
    return note(
      had
        ? "Done: this channel gets no more papers."
        : `This channel has no subscription. ${invocation(caller, "subscribe")} makes one.`,
    );
  },
});
