import { replyToError } from "../../../src/chat/failure-text.ts";
import { StoreError } from "../../../src/errors.ts";
import { MINUTE_MS } from "../../../src/time/day.ts";
import { createRecordingLog } from "../recording-log.ts";
import { type Booth, openBooth } from "./booth.ts";
import { HALLS } from "./halls.ts";
import { PAPERS } from "./papers.ts";
import type { Platform, Shot } from "./shot.ts";

/** All that can be seen on one platform, hall by hall: what comes of each deed, and of each button once. */
export async function* visitAll(platform: Platform): AsyncGenerator<readonly Shot[]> {
  const pressed = new Set<string>();
  for (const { name, parts, script } of HALLS) {
    const booth = await openBooth({ papers: PAPERS, ...parts, platform, hall: name, pressed });
    try {
      for (const line of script.split("\n").map((line) => line.trim())) if (line) await act(line, booth);
      await booth.pressAll();
      yield [...booth.shots];
    } finally {
      await booth.close();
    }
  }
  yield await faults(platform);
}

async function act(line: string, { ask, say, tick, form, greet, clock }: Booth): Promise<void> {
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

/** What goes wrong, which cannot be asked for. */
async function faults(platform: Platform): Promise<readonly Shot[]> {
  const booth = await openBooth({ papers: PAPERS, platform, hall: "What goes wrong" });
  const { show, app } = booth;
  const caller = { platform, user: "U1", admin: false, prefix: "/" };
  const full = new StoreError("The disk is full.", { reason: "the disk is full" });
  const context = { command: "paper", caller, log: createRecordingLog() };
  show("(a fault)", replyToError(new Error("x"), context));
  show("(a full disk)", replyToError(full, context));
  show("(an old button)", await app.chat.runAction(undefined, caller));
  const hasty = await openBooth({
    papers: PAPERS,
    platform,
    hall: "What goes wrong",
    more: { cooldown: { take: () => 28 } },
  });
  await hasty.ask("paper streaming video");
  const shots = [...booth.shots, ...hasty.shots];
  await Promise.all([booth.close(), hasty.close()]);
  return shots;
}
