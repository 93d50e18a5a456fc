import { describe, expect, it } from "vitest";
import { unlessAborted, within } from "../../src/async/timeout.ts";

describe("within", () => {
  it("is what the promise resolves to, in time", async () => {
    expect(await within(1000, Promise.resolve("yes"))).toBe("yes");
  });

  it("is undefined when that takes too long, and a late failure harms nobody", async () => {
    let fail = (_: Error) => {};
    const late = new Promise<string>((_, reject) => {
      fail = reject;
    });
    expect(await within(5, late)).toBeUndefined();
    fail(new Error("too late"));
    await new Promise(setImmediate);
  });

  it("rejects as the promise does, in time", async () => {
    await expect(within(1000, Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
});

describe("unlessAborted", () => {
  const NEVER = new Promise<string>(() => {});

  it("is what the promise resolves to, before that", async () => {
    expect(await unlessAborted(new AbortController().signal, Promise.resolve("yes"))).toBe("yes");
  });

  it("rejects with the signal's reason when it is aborted, or was before", async () => {
    const stop = new AbortController();
    const late = unlessAborted(stop.signal, NEVER);
    stop.abort(new Error("stopped"));
    await expect(late).rejects.toThrow("stopped");
    await expect(unlessAborted(stop.signal, NEVER)).rejects.toThrow("stopped");
  });
});
