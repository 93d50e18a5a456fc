import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";

const NAME_LENGTH = 40;

export const clubJoin = defineCommand({
  name: "club join",
  group: "Journal club",
  description: "Join the presenters under a name you choose",
  example: "Ann",
  details: ["Only this name is kept with your turn."],
  options: z.object({
    name: z.string().trim().min(1).max(NAME_LENGTH).describe("Your name as a presenter"),
  }),
  async run({ name: typed }, { club }: Services, { caller }: Request): Promise<Reply> {
    const name = typed.replace(/\s+/gu, " ");
    await club.join(caller, name);
    const { presenters } = await club.state(caller);
    const place = presenters.findIndex((one) => one.name === name) + 1;
    const turn = place === 1 ? "You're next" : `You're number ${place} of ${presenters.length}`;
    return note(
      `You joined the presenters as “${name}”. ${turn}. To leave: ${invocation(caller, "club leave")}`,
    );
  },
});
