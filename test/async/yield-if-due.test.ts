import { describe, expect, it } from "vitest";
import { createYieldIfDue } from "../../src/async/yield-if-due.ts";

/** Work that takes as long as it says, by a clock of its own. */
function setUp() {
  let time = 0;
  return {
    yieldIfDue: createYieldIfDue(() => time),
    work(ms: number): void {
      time += ms;
    },
  };
}

/** Whether the event loop has turned since this was called. */
function watchLoop(): () => boolean {
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  return () => turned;
}

describe("yieldIfDue", () => {
  it("lets the event loop turn after long work, and not again right after", async () => {
    const { yieldIfDue, work } = setUp();
    work(15);
    const first = watchLoop();
    await yieldIfDue();
    expect(first()).toBe(true);
    work(5);
    const second = watchLoop();
    await yieldIfDue();
    expect(second()).toBe(false);
  });

  it("takes the work of all together, one short piece after the other", async () => {
    const { yieldIfDue, work } = setUp();
    const hasTurned = watchLoop();
    for (let piece = 0; piece < 2; piece += 1) {
      work(4);
      await yieldIfDue();
    }
    expect(hasTurned()).toBe(false);
    work(4);
    await yieldIfDue();
    expect(hasTurned()).toBe(true);
  });

  it("lets one of several go on in a turn of the event loop", async () => {
    const { yieldIfDue, work } = setUp();
    let [inTurn, most, isOver] = [0, 0, false];
    const begin = () => {
      inTurn = 0;
      if (!isOver) setImmediate(begin);
    };
    setImmediate(begin);
    const longWork = async () => {
      for (let piece = 0; piece < 3; piece += 1) {
        await yieldIfDue();
        work(15);
        inTurn += 1;
        most = Math.max(most, inTurn);
      }
    };
    work(15);
    await Promise.all([longWork(), longWork(), longWork()]);
    isOver = true;
    expect(most).toBe(1);
  });

  it("lets whoever has waited longest go on first", async () => {
    const { yieldIfDue, work } = setUp();
    const order: string[] = [];
    const longWork = async (name: string, pieces: number) => {
      for (let piece = 0; piece < pieces; piece += 1) {
        await yieldIfDue();
        work(15);
        order.push(name);
      }
    };
    work(15);
    await Promise.all([longWork("long", 5), longWork("short", 2)]);
    expect(order.join(" ")).toBe("long short long short long long long");
  });
});
