import { replyToError } from "../../../src/chat/failure-text.ts";
import { StoreError } from "../../../src/errors.ts";
import { MINUTE_MS } from "../../../src/time/day.ts";
import { createRecordingLog } from "../recording-log.ts";
import { PAPERS } from "./papers.ts";
import { openSession, type Session } from "./session.ts";
import type { Platform, Shot } from "./shot.ts";
import { STORIES } from "./stories.ts";

/** Plays every story on one platform: each step, and each button once. */
export async function* playAll(platform: Platform): AsyncGenerator<readonly Shot[]> {
  const pressed = new Set<string>();
  for (const { name, parts, script } of STORIES) {
    const session = await openSession({ papers: PAPERS, ...parts, platform, story: name, pressed });
    try {
      for (const line of script.split("\n").map((line) => line.trim())) if (line) await act(line, session);
      await session.pressAll();
      yield [...session.shots];
    } finally {
      await session.close();
    }
  }
  yield await faults(platform);
}

async function act(line: string, { ask, say, tick, form, greet, clock }: Session): Promise<void> {
  const [, first = "", rest = ""] = /^(\S+)\s?(.*)$/su.exec(line) ?? [];
  switch (first) {
    case "@":
      return void (await say(rest));
    case "member":
      return void (await ask(rest, "member"));
    case "private":
      return void (await ask(rest, "in private"));
    case "form":
      return form(rest);
    case "greet":
      return greet();
    case "tick":
      if (rest.startsWith("+")) clock.advance(Number(rest) * MINUTE_MS);
      else clock.set(rest);
      return tick();
    default:
      return void (await ask(line));
  }
}

/** Failures, which no step can bring about. */
async function faults(platform: Platform): Promise<readonly Shot[]> {
  const session = await openSession({ papers: PAPERS, platform, story: "What goes wrong" });
  const { show, app } = session;
  const caller = { platform, user: "U1", admin: false, prefix: "/" };
  const full = new StoreError("The disk is full.", { reason: "the disk is full" });
  const context = { command: "paper", caller, log: createRecordingLog() };
  show("(a fault)", replyToError(new Error("x"), context));
  show("(a full disk)", replyToError(full, context));
  show("(an old button)", await app.chat.runAction(undefined, caller));
  const hasty = await openSession({
    papers: PAPERS,
    platform,
    story: "What goes wrong",
    more: { cooldown: { take: () => 28 } },
  });
  await hasty.ask("paper streaming video");
  const shots = [...session.shots, ...hasty.shots];
  await Promise.all([session.close(), hasty.close()]);
  return shots;
}
