import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { buttons, note, type Reply } from "../../src/chat/reply.ts";
import { suggestPresenters } from "../../src/present/completion/suggestions.ts";
import type { Services } from "../../src/present/services.ts";

/** How many presenters get a button; others are typed. */
const MOST_BUTTONS = 5;

export const clubSwap = defineCommand({
  name: "club swap",
  group: "Journal club",
  description: "Swap turns with another presenter",
  example: "Bob",
  options: z.object({
    name: z.string().trim().min(1).max(100).optional().describe("The other presenter's name"),
  }),
  suggest: { name: suggestPresenters },
  async run({ name }, { club }: Services, { caller }: Request): Promise<Reply> {
    if (name === undefined) return askWithWhom(await club.others(caller), caller);
    const key = await club.swap(caller, name);
    const names = (await club.state(caller)).presenters.map((one) => one.name);
    return {
      ...note(`Swapped turns. Next presenters: ${names.join(", ")}.`),
      audience: "everyone",
      buttons: buttons({
        label: "Undo",
        action: { command: "club unswap", options: { swap: key }, effect: "announce" },
      }),
    };
  },
});

export const clubUnswap = defineCommand({
  name: "club unswap",
  group: "Journal club",
  description: "Undo a swap of turns",
  example: "",
  details: ["For the two who swapped, until a turn changes again."],
  typedOnly: true,
  options: z.object({
    swap: z.string().max(40).default("").describe("The swap, as its Undo button names it"),
  }),
  async run({ swap }, { club }: Services, { caller }: Request): Promise<Reply> {
    const done = await club.swapBack(caller, swap);
    if (done === "refused")
      return note("Only the two presenters who swapped can undo it. Ask one of them.", "usage");
    if (done === "nothing") return note("This can't be undone any more: the turns have changed since.");
    const names = (await club.state(caller)).presenters.map((one) => one.name);
    return {
      ...note(`Swapped back. Next presenters: ${names.join(", ")}.`),
      audience: "everyone",
    };
  },
});

function askWithWhom(others: readonly string[], caller: Caller): Reply {
  if (others.length === 0)
    return note(`There is nobody to swap with. ${invocation(caller, "club join")} adds a presenter.`);
  return {
    ...note(`Swap turns with whom? The other presenters are ${others.join(", ")}.`, "usage"),
    buttons: buttons(
      ...others.slice(0, MOST_BUTTONS).map((name) => ({
        label: `Swap with ${name}`,
        action: { command: "club swap", options: { name }, effect: "announce" as const },
      })),
    ),
  };
}
