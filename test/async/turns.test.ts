import { expect, it } from "vitest";
import { createTurns } from "../../src/async/turns.ts";

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

it("turns wait while every turn of the loop brings something new, and not for ever", async () => {
  let arrived = 0;
  let isFlood = true;
  const arrive = () => {
    arrived += 1;
    if (isFlood || arrived < 100) setImmediate(arrive);
  };
  const turn = createTurns(() => arrived);
  setImmediate(arrive);
  isFlood = false;
  await turn();
  expect(arrived).toBe(100);
  isFlood = true;
  setImmediate(arrive);
  await turn();
  await turn();
  isFlood = false;
  arrived = 100;
});
