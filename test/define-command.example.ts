import { z } from "zod";
import { defineCommand } from "../src/chat/command.ts";
import { note } from "../src/chat/reply.ts";

export const echo = defineCommand({
  name: "echo",
  description: "Repeat a text",
  example: "hello",
  options: z.object({ text: z.string().max(100).describe("What to repeat") }),
  run: ({ text }) => note(text),
});
