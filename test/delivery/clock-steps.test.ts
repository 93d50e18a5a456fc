import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startTicker } from "../../src/delivery/ticker.ts";
import type { TestClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform, type Fate } from "../support/delivery/fake-poster.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

beforeEach(() => {
  // What the wall clock shows and when timers fire, each by itself; all else is real.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A machine at a true time whose wall clock is off by so much; the bot runs on it, on a real file, and ticks by itself. */
async function startMachine(trueTime: string, aheadMs: number, fate: (call: number) => Fate = () => "take") {
  let [time, ahead, ms] = [Date.parse(trueTime), aheadMs, 0];
  vi.setSystemTime(time + ahead);
  const wall: TestClock = {
    now: () => new Date(),
    set: () => undefined,
    advance: () => undefined,
  };
  const desk = await openDesk(wall);
  // The platform's own clock is right.
  const platform = createFakePlatform({ now: () => new Date(time), fate: (_, call) => fate(call) });
  const runner = desk.runner({
    posters: new Map([["fake", platform]]),
    now: wall.now,
    elapsed: () => ms,
  });
  let ticking = Promise.resolve();
  const tick = () => {
    ticking = runner.tick();
    return ticking;
  };
  let stop: () => void = () => undefined;
  return {
    desk,
    platform,
    async run(forMs: number, stepMs = 5 * SECOND) {
      for (const until = time + forMs; time < until; ) {
        time += stepMs;
        ms += stepMs;
        await vi.advanceTimersByTimeAsync(stepMs);
        await ticking;
        await runner.idle();
      }
    },
    /** Time goes by without a tick. */
    sleep(forMs: number) {
      time += forMs;
      ms += forMs;
      vi.setSystemTime(time + ahead);
    },
    start() {
      stop = startTicker({ tick, now: wall.now, log: createRecordingLog() });
    },
    stop: () => stop(),
    setClock(to: number) {
      ahead = to;
      vi.setSystemTime(time + ahead);
    },
    posts: () => platform.postsIn("C1").map(({ at, text }) => [at.toISOString(), /, (.*)\n/.exec(text)?.[1]]),
  };
}

describe("a wall clock that is set while the bot runs", () => {
  it.each([
    ["90 seconds", 90 * SECOND],
    ["an hour", HOUR],
    ["two hours", 2 * HOUR],
    ["a day", DAY],
    ["400 days", 400 * DAY],
  ])("back by %s, before anything was due: each day's paper comes at its time, once", async (_, ahead) => {
    const machine = await startMachine("2026-11-23T06:30:00Z", ahead);
    await machine.desk.subscribe("C1");
    machine.start();
    await machine.run(30 * SECOND);
    machine.setClock(0);
    await machine.run(MINUTE);
    machine.sleep(147 * MINUTE);
    await machine.run(5 * MINUTE);
    machine.sleep(23 * HOUR + 54 * MINUTE);
    await machine.run(5 * MINUTE);
    machine.stop();
    expect(machine.posts()).toEqual([
      [expect.stringMatching(/^2026-11-23T09:00:[0-5]/), "23 November 2026"],
      [expect.stringMatching(/^2026-11-24T09:00:[0-5]/), "24 November 2026"],
    ]);
  });

  it.each([
    ["90 seconds", 90 * SECOND],
    ["an hour", HOUR],
  ])("back by %s, after it posted early: not a second time", async (_, ahead) => {
    const machine = await startMachine(
      new Date(Date.parse("2026-11-23T09:00:00Z") - ahead).toISOString(),
      ahead - MINUTE,
    );
    await machine.desk.subscribe("C1", { papers: 3 });
    machine.start();
    await machine.run(80 * SECOND);
    expect(machine.posts()).toHaveLength(1);
    machine.setClock(0);
    await machine.run(MINUTE);
    machine.sleep(ahead - 2 * MINUTE);
    await machine.run(5 * MINUTE);
    machine.stop();
    expect(machine.posts()).toHaveLength(1);
    expect(machine.platform.messages).toHaveLength(2);
  });

  it("back by a day, after another day's paper was posted: today's comes, and that one not again", async () => {
    const machine = await startMachine("2026-11-23T08:59:00Z", DAY);
    await machine.desk.subscribe("C1", { plannedUntil: new Date("2026-11-22T09:00:00Z") });
    machine.start();
    await machine.run(2 * MINUTE);
    machine.setClock(0);
    await machine.run(MINUTE);
    machine.sleep(DAY - 5 * MINUTE);
    await machine.run(5 * MINUTE);
    machine.stop();
    expect(machine.posts()).toEqual([
      [expect.stringMatching(/^2026-11-23T09:00/), "24 November 2026"],
      [expect.stringMatching(/^2026-11-23T09:01/), "23 November 2026"],
    ]);
  });

  it("back, after the only day of the week was skipped by the wrong time", async () => {
    const machine = await startMachine("2026-11-23T08:58:00Z", 3 * DAY);
    await machine.desk.subscribe("C1", { days: [1], plannedUntil: new Date("2026-11-16T09:00:00Z") });
    machine.start();
    await machine.run(5 * MINUTE);
    expect(await machine.desk.rows()).toMatchObject([{ day: "2026-11-23", state: "skipped" }]);
    machine.setClock(0);
    await machine.run(MINUTE);
    machine.stop();
    expect(machine.posts()).toEqual([[expect.stringMatching(/^2026-11-23T09:03/), "23 November 2026"]]);
  });

  it.each([
    ["72 hours", 3 * DAY, "26 November 2026"],
    ["400 days", 400 * DAY, "28 December 2027"],
  ])(
    "forward by %s: what is due today comes at its time, and the days between are skipped",
    async (_, by, day) => {
      const machine = await startMachine("2026-11-23T08:58:00Z", 0);
      await machine.desk.subscribe("C1", { days: [1, 2, 3, 4, 5, 6, 7] });
      machine.start();
      await machine.run(30 * SECOND);
      machine.setClock(by);
      await machine.run(5 * MINUTE);
      machine.stop();
      expect(machine.posts()).toEqual([[expect.stringMatching(/^2026-11-23T09:00:[0-5]/), day]]);
    },
  );

  it("back by 90 seconds: what was due this morning does not come to a channel that subscribed since", async () => {
    const machine = await startMachine("2026-11-23T10:58:00Z", 0);
    await machine.desk.subscribe("C1");
    machine.start();
    await machine.run(30 * SECOND);
    machine.setClock(-90 * SECOND);
    await machine.run(5 * MINUTE);
    machine.stop();
    expect(machine.posts()).toEqual([]);
  });

  it("back by an hour while a refused post waits for its next try", async () => {
    const machine = await startMachine("2026-11-23T08:00:00Z", HOUR, (call) =>
      call < 3 ? "refuse" : "take",
    );
    await machine.desk.subscribe("C1", { plannedUntil: new Date("2026-11-22T09:00:00Z") });
    machine.start();
    await machine.run(20 * SECOND);
    expect(await machine.desk.rows()).toMatchObject([{ state: "failed" }]);
    machine.setClock(0);
    await machine.run(MINUTE);
    machine.sleep(58 * MINUTE);
    expect(machine.posts()).toEqual([]);
    await machine.run(4 * MINUTE);
    machine.stop();
    expect(machine.posts()).toHaveLength(1);
  });

  it.each([
    ["back by an hour", -HOUR],
    ["forward by 72 hours", 3 * DAY],
    ["forward by 400 days", 400 * DAY],
  ])("%s while the answer to a post is lost: it is found, not posted again", async (_, by) => {
    const fate = (call: number) => (call === 1 ? "lose answer" : "take");
    const machine = await startMachine("2026-11-23T08:59:00Z", 0, fate);
    await machine.desk.subscribe("C1", { days: [1] });
    machine.start();
    await machine.run(70 * SECOND);
    expect(await machine.desk.rows()).toMatchObject([{ state: "sending" }]);
    machine.setClock(by);
    await machine.run(MINUTE);
    machine.stop();
    const [row, ...later] = await machine.desk.rows();
    expect(row?.state).toBe("sent");
    expect(later.filter(({ state }) => state !== "skipped")).toEqual([]);
    expect(machine.posts()).toHaveLength(1);
  });

  it("that was ahead by a day all the time hides no post whose answer was lost", async () => {
    const fate = (call: number) => (call === 1 ? "lose answer" : "take");
    const machine = await startMachine("2026-11-23T08:59:00Z", DAY, fate);
    await machine.desk.subscribe("C1", { days: [2] });
    machine.start();
    await machine.run(3 * MINUTE);
    machine.stop();
    expect(await machine.desk.rows()).toMatchObject([{ state: "sent" }]);
    expect(machine.posts()).toHaveLength(1);
  });
});
