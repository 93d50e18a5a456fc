import { describe, expect, it } from "vitest";
import { pause } from "../src/pause.ts";

/** Long enough for a turn to be due. */
function work(): void {
  const began = performance.now();
  while (performance.now() - began < 15);
}

/** Whether the event loop has turned since this was called. */
function watchLoop(): () => boolean {
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  return () => turned;
}

describe("pause", () => {
  it("lets the event loop turn after long work, and not again right after", async () => {
    await pause();
    work();
    const first = watchLoop();
    await pause();
    expect(first()).toBe(true);
    const second = watchLoop();
    await pause();
    expect(second()).toBe(false);
  });

  it("takes the work of all together, one short piece after the other", async () => {
    work();
    await pause();
    const hasTurned = watchLoop();
    const piece = async () => {
      const began = performance.now();
      while (performance.now() - began < 4);
      await pause();
    };
    for (let at = 0; at < 5; at += 1) await piece();
    expect(hasTurned()).toBe(true);
  });
});
