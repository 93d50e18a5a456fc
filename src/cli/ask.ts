import { createHostChat, createHostSyncer, type Host, openHostLibrary } from "../app/host.ts";
import { answerOnce } from "../platforms/terminal/answer-once.ts";

/** `ask "<line>" [--json]`: one answer on standard output. Returns the exit status. */
export async function ask(host: Host, line: string, json: boolean): Promise<number> {
  const library = await openHostLibrary(host);
  const answered = new AbortController();
  const syncer = createHostSyncer({ ...host, stop: answered.signal }, library);
  try {
    await library.refresh();
    return await answerOnce(createHostChat(host, library, { syncer }), line, { ...host, json });
  } finally {
    // A paper that is still on its way is given up, in order.
    answered.abort();
    await syncer?.settled();
    await library.close();
  }
}
