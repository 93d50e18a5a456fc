import { describe, expect, it } from "vitest";
import { createInFlight } from "../../../src/platforms/discord/in-flight.ts";

describe("createInFlight", () => {
  it("waits for everything that has begun", async () => {
    const inFlight = createInFlight();
    let finish = (): void => undefined;
    inFlight.add(new Promise((resolve) => (finish = resolve)));
    inFlight.add(Promise.resolve());
    const drained = inFlight.drained(60_000);
    finish();
    expect(await drained).toBe(0);
  });

  it("gives up after a while, and says how much was left", async () => {
    const inFlight = createInFlight();
    inFlight.add(new Promise(() => undefined));
    expect(await inFlight.drained(10)).toBe(1);
  });

  it("has nothing to wait for at first", async () => {
    expect(await createInFlight().drained(60_000)).toBe(0);
  });
});
