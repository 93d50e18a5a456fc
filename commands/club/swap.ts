import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";

export const clubSwap = defineCommand({
  name: "club swap",
  group: "Journal club",
  description: "Swap turns with another presenter",
  example: "Bob",
  options: z.object({
    name: z.string().trim().min(1).max(100).describe("The name of the other presenter"),
  }),
  async run({ name }, { club }: Services, { caller }: Request): Promise<Reply> {
    await club.swap(caller, name);
    const names = (await club.state(caller)).presenters.map((one) => one.name);
    return {
      ...note(
        `Swapped turns. Presenting next, in this order: ${names.join(", ")}. Run it again to swap back.`,
      ),
      audience: "everyone",
    };
  },
});
