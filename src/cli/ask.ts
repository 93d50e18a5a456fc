import type { Host } from "../app/host.ts";
import { openApp } from "../app/open-app.ts";
import { answerOnce } from "../platforms/terminal/answer-once.ts";
import { defineSubcommand } from "./subcommand.ts";

export const ask = defineSubcommand({
  name: "ask",
  description: "Answer one line",
  args: { usage: "LINE", least: 1, most: Number.POSITIVE_INFINITY, missing: "What should I answer?" },
  flags: { json: { description: "Print the answer as JSON" } },
  example: '"/paper streaming video"',
  run: (host, { args, has }) => answerLine(host, args.join(" "), has("json")),
});

async function answerLine(host: Host, line: string, json: boolean): Promise<number> {
  const app = await openApp(host);
  try {
    await app.library.refresh();
    return await answerOnce(app.chat, line, { ...host, json, describe: app.describePapers });
  } finally {
    await app.close();
  }
}
