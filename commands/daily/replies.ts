import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import type { Services } from "../../src/present/services.ts";
import { thisChannel } from "../../src/present/this-channel.ts";

export const dailyReplies = defineCommand({
  name: "daily replies",
  group: "Daily paper",
  description: "Set who sees answers to commands in this channel",
  example: "public",
  details: [
    "Private by default: only the person who asked sees an answer, and can share it.",
    "Your own things, such as saved papers, always stay private. Mentions are answered where they are written.",
  ],
  admin: true,
  options: z.object({
    who: z.enum(["public", "private"]).optional().describe("public or private; nothing, to see the setting"),
  }),
  async run({ who }, { replies }: Services, { caller }: Request): Promise<Reply> {
    thisChannel(caller);
    if (who !== undefined) await replies.set(caller, who === "public");
    return note(
      (await replies.isPublic(caller))
        ? "Answers to commands are public in this channel: everyone here sees them."
        : "Answers to commands are private in this channel: only the person who asked sees them, and can share them.",
    );
  },
});
