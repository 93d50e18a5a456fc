import { describe, expect, it } from "vitest";
import type { Outgoing, Poster } from "../../src/chat/poster.ts";
import { createClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";

const MINUTE = 60_000;

async function setUp(options: Partial<Parameters<typeof createFakePlatform>[0]> = {}) {
  const clock = createClock("2026-11-23T08:00:00Z");
  const desk = await openDesk(clock);
  await desk.subscribe("C1");
  const platform = createFakePlatform({ now: clock.now, ...options });
  const runnerWith = (post: Poster["post"] = platform.post) =>
    desk.runner({ posters: new Map([["fake", { ...platform, post }]]) });
  return { clock, desk, platform, runnerWith };
}

describe("a process that stands still between its claim and its post", () => {
  it("posts nothing when it goes on, for another one has posted meanwhile", async () => {
    const { clock, desk, platform, runnerWith } = await setUp();
    const other = runnerWith();
    const frozen = runnerWith(async (message: Outgoing) => {
      clock.advance(MINUTE);
      for (let beat = 0; beat < 3; beat++) {
        await other.tick();
        await other.idle();
      }
      expect(platform.messages).toHaveLength(1);
      return platform.post(message);
    });
    clock.set("2026-11-23T09:00:00Z");
    await frozen.tick();
    await frozen.idle();
    expect(platform.messages).toHaveLength(1);
    expect((await desk.ledger()).map(({ state }) => state)).toEqual(["sent"]);
  });

  it("posts later if nobody else has", async () => {
    const { clock, desk, platform, runnerWith } = await setUp();
    let isFirst = true;
    const runner = runnerWith((message) => {
      if (isFirst) clock.advance(25_000);
      isFirst = false;
      return platform.post(message);
    });
    clock.set("2026-11-23T09:00:00Z");
    await runner.tick();
    await runner.idle();
    expect(platform.messages).toEqual([]);
    expect(await desk.rows()).toMatchObject([
      { state: "failed", reason: expect.stringContaining("held up") },
    ]);
    clock.advance(MINUTE);
    await runner.tick();
    await runner.idle();
    expect(platform.messages).toHaveLength(1);
  });
});

describe("a clock that was ahead when a post was sent", () => {
  it("hides the post from nobody who looks for it with the right time", async () => {
    const clock = createClock("2026-11-23T08:00:00Z");
    // The platform's own clock is right.
    const {
      clock: own,
      desk,
      platform,
      runnerWith,
    } = await setUp({
      now: clock.now,
      fate: (_, call) => (call === 1 ? "lose answer" : "take"),
    });
    const runner = runnerWith();
    own.set("2026-11-23T09:00:00Z");
    await runner.tick();
    await runner.idle();
    expect(platform.messages).toHaveLength(1);
    own.set("2026-11-23T09:05:00Z");
    for (let beat = 0; beat < 3; beat++) {
      await runner.tick();
      await runner.idle();
      own.advance(MINUTE);
    }
    expect(platform.messages).toHaveLength(1);
    expect((await desk.ledger()).map(({ state }) => state)).toEqual(["sent"]);
  });
});
