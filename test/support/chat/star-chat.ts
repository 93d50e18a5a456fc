import { z } from "zod";
import { type Chat, createChat } from "../../../src/chat/chat.ts";
import { defineCommand } from "../../../src/chat/command.ts";
import { buttons, note, type Reply } from "../../../src/chat/reply.ts";
import { createRecordingLog } from "../recording-log.ts";

/** A chat with one paper that can be starred by a button, which says how often it was. */
export function createStarChat() {
  const stars = { count: 0 };
  const label = () => `Star ${stars.count}`;
  const action = { command: "star", options: { paper: "p1" }, effect: "update" } as const;
  const star = defineCommand({
    name: "star",
    description: "Star a paper",
    example: "p1",
    options: z.object({ paper: z.string().max(100).describe("A paper") }),
    label: async () => label(),
    run(): Reply {
      if (stars.count === 9) return note("No more stars.", "usage");
      stars.count += 1;
      return note("Starred.");
    },
  });
  const show = defineCommand({
    name: "show",
    description: "Show the paper",
    example: "",
    options: z.object({ who: z.enum(["everyone", "asker"]).default("everyone").describe("For whom") }),
    run: ({ who }): Reply => ({
      outcome: "answer",
      audience: who,
      cards: [
        {
          title: "Bees",
          facts: [],
          buttons: buttons(
            { label: label(), action },
            { label: "Other", action: { ...action, effect: "answer" } },
          ),
        },
      ],
      footer: "What else it says stays.",
      buttons: [],
    }),
  });
  const chat: Chat = createChat({
    commands: [show, star],
    services: {},
    log: createRecordingLog(),
    cooldown: { take: () => 0 },
  });
  return { chat, stars };
}
