import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAdmission } from "../../src/async/admission.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("lets so many in at once, and hands each place on in the order of the line", async () => {
  const { enter } = createAdmission({ atOnce: 2, line: 2, waitMs: 1000 });
  const [first] = [await enter(), await enter()];
  const order: string[] = [];
  const next = ["third", "fourth"].map(async (name) => {
    const leave = await enter();
    order.push(name);
    return leave;
  });
  expect(await enter()).toBeUndefined();
  first?.();
  first?.();
  const third = await next[0];
  expect(order).toEqual(["third"]);
  third?.();
  await next[1];
  expect(order).toEqual(["third", "fourth"]);
});

it("refuses who would wait for too long, and keeps no place for them", async () => {
  const { enter } = createAdmission({ atOnce: 1, line: 1, waitMs: 1000 });
  const leave = await enter();
  const late = enter();
  vi.advanceTimersByTime(1000);
  expect(await late).toBeUndefined();
  leave?.();
  const again = await enter();
  expect(again).toBeDefined();
  const waits = enter();
  again?.();
  expect(await waits).toBeDefined();
});
