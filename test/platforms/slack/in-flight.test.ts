import { describe, expect, it } from "vitest";
import { createInFlight, createTurns } from "../../../src/platforms/slack/in-flight.ts";

describe("drain", () => {
  it("waits for what is running, failures and later arrivals included", async () => {
    const inFlight = createInFlight();
    const done: string[] = [];
    const later = new Promise((resolve) => setImmediate(resolve)).then(() => done.push("later"));
    const failing = inFlight.track(Promise.reject(new Error("no")));
    inFlight.track(Promise.resolve().then(() => void inFlight.track(later)));
    expect(await inFlight.drain(5_000)).toBe(0);
    expect(done).toEqual(["later"]);
    await expect(failing).rejects.toThrow("no");
  });

  it("says how much it did not wait for", async () => {
    const inFlight = createInFlight();
    inFlight.track(new Promise(() => {}));
    expect(await inFlight.drain(1)).toBe(1);
  });
});

it("turns come one per turn of the event loop, in order", async () => {
  const turn = createTurns();
  const log: string[] = [];
  const answers = [1, 2, 3].map(async (n) => {
    await turn();
    log.push(`answer ${n}`);
    setImmediate(() => log.push(`read after ${n}`));
  });
  await Promise.all(answers);
  await new Promise((resolve) => setImmediate(resolve));
  expect(log.filter((line) => line.startsWith("answer"))).toEqual(["answer 1", "answer 2", "answer 3"]);
  expect(log.indexOf("read after 1")).toBeLessThan(log.indexOf("answer 3"));
  await turn();
});
