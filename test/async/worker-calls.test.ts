import { spawn } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { createWorkerCalls, type WorkerLimits } from "../../src/async/worker-calls.ts";

const hostile = new URL("../support/workers/hostile.mjs", import.meta.url);
const QUICK: WorkerLimits = { withinMs: 2000, heapMb: 32, mostWaiting: 3 };
const calls = (limits: Partial<WorkerLimits> = {}, signal?: AbortSignal) =>
  createWorkerCalls<string, string>(hostile, { ...QUICK, ...limits }, signal);

describe("a call in a thread of its own", () => {
  it.each([
    ["a runaway pattern", "too slow"],
    ["a loop", "too slow"],
    ["an exit", "failed"],
    ["an exception", "failed"],
  ])("is rejected after %s as %s, and the next is answered", async (way, trouble) => {
    const worker = calls({ withinMs: trouble === "failed" ? 60_000 : 700 });
    await expect(worker.call(way, "ann")).rejects.toMatchObject({ trouble });
    expect(await calls({ withinMs: 60_000 }).call("fine", "ann")).toBe("fine");
  });

  it("is rejected when it takes more memory than it may", async () => {
    await expect(calls({ withinMs: 60_000 }).call("too much memory", "ann")).rejects.toMatchObject({
      trouble: "out of memory",
    });
  });

  it("leaves the event loop to everybody else", async () => {
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    await expect(calls({ withinMs: 1500 }).call("a loop", "ann")).rejects.toMatchObject({
      trouble: "too slow",
    });
    delay.disable();
    expect(delay.percentile(50) / 1e6).toBeLessThan(500);
  });

  it("waits for its turn, up to a number of calls", async () => {
    const worker = calls({ withinMs: 60_000, mostWaiting: 1 });
    const answers = await Promise.allSettled(["a", "b", "c"].map((word) => worker.call(word, word)));
    expect(answers).toMatchObject([
      { status: "fulfilled", value: "a" },
      { status: "fulfilled", value: "b" },
      { status: "rejected", reason: { trouble: "busy" } },
    ]);
    expect(await worker.call("d", "d")).toBe("d");
  });

  it("waits at most for one call of each other caller, who have one that waits each", async () => {
    const worker = calls({ withinMs: 60_000 });
    const order: string[] = [];
    const words = ["eve 1", "eve 2", "eve 3", "ann 1", "bob 1"];
    const answers = await Promise.allSettled(
      words.map(async (word) => {
        await worker.call(word, word.slice(0, 3));
        order.push(word);
      }),
    );
    expect(order).toEqual(["eve 1", "ann 1", "bob 1", "eve 2"]);
    expect(answers[2]).toMatchObject({ status: "rejected", reason: { trouble: "one at a time" } });
    expect(await worker.call("eve 4", "eve")).toBe("eve 4");
  });

  it("ends when the program is told to stop", async () => {
    const stop = new AbortController();
    const worker = calls({ withinMs: 100_000 }, stop.signal);
    const running = worker.call("a loop", "ann");
    const waiting = worker.call("fine", "ann");
    setTimeout(() => stop.abort(), 100);
    await expect(running).rejects.toMatchObject({ trouble: "stopped" });
    await expect(waiting).rejects.toMatchObject({ trouble: "stopped" });
  });

  it("does not keep the process alive", async () => {
    const program = `
      const { createWorkerCalls } = await import(${JSON.stringify(new URL("../../dist/src/async/worker-calls.js", import.meta.url).href)});
      const calls = createWorkerCalls(new URL(${JSON.stringify(hostile.href)}), { withinMs: 100_000, heapMb: 32, mostWaiting: 1 });
      calls.call("a loop", "ann").catch(() => {});
      setTimeout(() => {}, 300);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
    const [status] = await once(child, "exit");
    expect(status).toBe(0);
  }, 60_000);

  it("keeps the process alive for an answer where that is asked for", async () => {
    const program = `
      const { createWorkerCalls } = await import(${JSON.stringify(new URL("../../dist/src/async/worker-calls.js", import.meta.url).href)});
      const calls = createWorkerCalls(new URL(${JSON.stringify(hostile.href)}), { withinMs: 100_000, heapMb: 32, mostWaiting: 1, keepsAlive: true });
      process.exitCode = (await calls.call("fine", "ann")) === "fine" ? 7 : 1;`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
    const [status] = await once(child, "exit");
    expect(status).toBe(7);
  }, 60_000);
});
