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
