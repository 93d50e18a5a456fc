import { describe, expect, it } from "vitest";
import { createInFlight } from "../../src/async/in-flight.ts";

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
