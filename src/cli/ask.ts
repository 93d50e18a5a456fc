import type { Host } from "../app/host.ts";
import { openApp } from "../app/open-app.ts";
import { answerOnce } from "../platforms/terminal/answer-once.ts";

/** `ask LINE [--json]`: one answer on standard output. Returns the exit status. */
export async function ask(host: Host, line: string, json: boolean): Promise<number> {
  const app = await openApp(host);
  try {
    await app.library.refresh();
    return await answerOnce(app.chat, line, { ...host, json });
  } finally {
    await app.close();
  }
}
