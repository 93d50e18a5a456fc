import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Chat, createChat } from "../../../src/chat/chat.ts";
import { defineCommand } from "../../../src/chat/command.ts";
import type { Reply } from "../../../src/chat/reply.ts";
import { createLogger } from "../../../src/log.ts";

interface Contents {
  readonly content: string;
  /** How long the answer takes, in milliseconds. */
  readonly ms: number;
}

const keep = defineCommand({
  name: "keep",
  description: "Gives a file",
  example: "",
  options: z.object({}),
  async run(_, { content, ms }: Contents): Promise<Reply> {
    await sleep(ms);
    const file = { name: "toy.bib", content, ifTooLong: "Ask for less with count:5." };
    return {
      outcome: "answer",
      audience: "asker",
      text: "Here it is.",
      cards: [],
      buttons: [],
      files: [file],
    };
  },
});

/** A chat whose one command gives a file with this content. */
export function fileChat(content: string, ms = 0): Chat {
  return createChat({
    commands: [keep],
    services: { content, ms },
    log: createLogger("silent"),
    cooldown: { take: () => 0 },
  });
}
