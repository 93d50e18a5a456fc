import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import type { Standing } from "../src/delivery/delivery.ts";
import type { Services } from "../src/present/services.ts";
import { nextLine } from "../src/present/subscription-text.ts";
import { thisChannel } from "../src/present/this-channel.ts";

export const pause = defineCommand({
  name: "pause",
  group: "The daily paper",
  description: "Stop the daily paper of this channel until you say so",
  example: "",
  admin: true,
  options: z.object({}),
  run: async (_, { delivery }: Services, { caller }: Request): Promise<Reply> =>
    answer(await delivery.pause(thisChannel(caller), "by an admin"), caller, () => [
      `Paused: this channel gets no papers until ${invocation(caller, "resume")}.`,
    ]),
});

export const resume = defineCommand({
  name: "resume",
  group: "The daily paper",
  description: "Go on with the daily paper of this channel after a pause",
  example: "",
  admin: true,
  options: z.object({}),
  async run(_, { delivery, now }: Services, { caller }: Request): Promise<Reply> {
    return answer(await delivery.resume(thisChannel(caller)), caller, (standing) => [
      `This channel gets papers again. ${nextLine(standing, now())}.`,
    ]);
  },
});

function answer(
  standing: Standing | undefined,
  caller: Caller,
  lines: (standing: Standing) => readonly string[],
): Reply {
  if (!standing)
    return note(`This channel has no subscription. ${invocation(caller, "subscribe")} makes one.`);
  return note(lines(standing).join("\n"));
}
