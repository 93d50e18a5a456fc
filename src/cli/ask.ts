import type { Host } from "../app/host.ts";
import { openApp } from "../app/open-app.ts";
import { answerOnce } from "../platforms/terminal/answer-once.ts";

/** Answers one line of chat, as JSON if asked to. Returns the exit status. */
export async function answerLine(host: Host, line: string, json: boolean): Promise<number> {
  const app = await openApp(host);
  try {
    await app.library.refresh();
    return await answerOnce(app.chat, line, { ...host, json, describe: app.describePapers });
  } finally {
    await app.close();
  }
}
