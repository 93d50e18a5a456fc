import { answerOnce } from "../platforms/terminal/answer-once.ts";
import { createHostChat, type Host, openHostLibrary } from "./host.ts";

/** `ask "<line>" [--json]`: one answer on standard output. Returns the exit status. */
export async function ask(host: Host, line: string, json: boolean): Promise<number> {
  const library = await openHostLibrary(host);
  try {
    await library.refresh();
    return await answerOnce(createHostChat(host, library), line, { ...host, json });
  } finally {
    await library.close();
  }
}
