import { defineSubcommand } from "../subcommand.ts";

export const ask = defineSubcommand({
  name: "ask",
  description: "Answer one line",
  args: { usage: "LINE", least: 1, most: Number.POSITIVE_INFINITY, missing: "What should I answer?" },
  flags: { json: { description: "Print the answer as JSON" } },
  example: '"/paper streaming video"',
  async run(host, { args, has }) {
    const { answerLine } = await import("../ask.ts");
    return answerLine(host, args.join(" "), has("json"));
  },
});
