import { describe, expect, it, vi } from "vitest";
import { createHandled, isFirst, shareKey } from "../../../src/chat/replicas/handled.ts";
import { UserError } from "../../../src/errors.ts";
import { HOUR_MS } from "../../../src/time/day.ts";

describe("in memory", () => {
  it("a key is first once, and again after two hours or where it came to nothing", async () => {
    let time = 0;
    const handled = createHandled(() => time);
    expect(await handled.isFirst("a")).toBe(true);
    expect(await handled.isFirst("a")).toBe(false);
    await handled.forget("a");
    expect(await handled.isFirst("a")).toBe(true);
    time = 2 * HOUR_MS;
    expect(await handled.isFirst("a")).toBe(true);
  });
});

describe("where it can't be told whether a delivery is the first", () => {
  it("nothing is run, and whoever waits is told so", async () => {
    const broken = { isFirst: () => Promise.reject(new Error("no database")), forget: async () => {} };
    await expect(isFirst(broken, "a")).rejects.toThrow(UserError);
    await expect(isFirst(broken, "a")).rejects.toThrow("Try again in a minute.");
  });

  it("an answer that comes too late leaves the key to the next attempt", async () => {
    vi.useFakeTimers();
    try {
      const handled = createHandled(() => 0);
      let answer: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const slow = { ...handled, isFirst: (key: string) => gate.then(() => handled.isFirst(key)) };
      const asked = isFirst(slow, "a").catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(1500);
      expect(await asked).toBeInstanceOf(UserError);
      answer();
      await vi.advanceTimersByTimeAsync(0);
      expect(await handled.isFirst("a")).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

it("the key of a shared answer says nothing about it", () => {
  const key = shareKey("slack", "C1", "1.1", "1 U1 1r paper;query=bees");
  expect(key).not.toMatch(/bees|U1/);
  expect(key).toBe(shareKey("slack", "C1", "1.1", "1 U1 1r paper;query=bees"));
  expect(key).not.toBe(shareKey("slack", "C1", "1.2", "1 U1 1r paper;query=bees"));
});
