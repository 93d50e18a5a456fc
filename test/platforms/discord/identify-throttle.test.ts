import { expect, it } from "vitest";
import { StoreError } from "../../../src/errors.ts";
import { identifyThrottle } from "../../../src/platforms/discord/gateway/identify-throttle.ts";

const manager = {
  fetchGatewayInformation: async () => ({ session_start_limit: { max_concurrency: 2 } }),
} as unknown as Parameters<ReturnType<typeof identifyThrottle>>[0];

/** A database that is away for so many questions. */
async function throttleOver(failures: number) {
  const asked: string[] = [];
  const throttle = await identifyThrottle({
    async turn(name, _, signal) {
      signal.throwIfAborted();
      asked.push(name);
      if (asked.length <= failures)
        throw new StoreError("The database can't be reached.", { reason: "away" });
    },
  })(manager);
  return { asked, throttle };
}

it("waits until the database can be asked, since the client would end the process otherwise", async () => {
  const { asked, throttle } = await throttleOver(2);
  await throttle.waitForIdentify(3, new AbortController().signal);
  expect(asked).toEqual(Array(3).fill("discord identify 1"));
});

it("ends when the connection has closed meanwhile", async () => {
  const { throttle } = await throttleOver(Number.POSITIVE_INFINITY);
  const closed = new AbortController();
  const waiting = throttle.waitForIdentify(0, closed.signal);
  closed.abort();
  await expect(waiting).rejects.toThrow();
});
