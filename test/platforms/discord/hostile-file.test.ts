import { expect, it } from "vitest";
import { createReadPasted, PASTED_LIMITS } from "../../../src/papers/import/read-pasted.ts";
import { someApp } from "../../support/app.ts";
import { eventually, startBot } from "../../support/discord/bot.ts";
import { slash, written } from "../../support/discord/interactions.ts";
import { seen } from "../../support/discord/server.ts";
import { someLibrary, TODAY } from "../../support/library/library.ts";

const MEGABYTE = 999_000;
const SLOW_DATE = `{"title":"A good title","id":"arxiv:2401.01234","published":"${"Mon".repeat((MEGABYTE - 70) / 3)}"}`;

async function botThatReads(readPasted = createReadPasted()) {
  const { chat } = someApp(await someLibrary(), () => TODAY, { readPasted });
  return startBot({ chat });
}

/** Sends a file in a direct message, and asks other things until it is answered. */
async function sendMeanwhile({ server }: Awaited<ReturnType<typeof botThatReads>>, content: string) {
  const attachments = [server.files.share(content)];
  const began = performance.now();
  server.gateway.dispatch("MESSAGE_CREATE", written("seed", { dm: true }, { attachments }));
  const waits: number[] = [];
  const answer = () => seen({ message: server.rest.posted[0] ?? {} });
  // A placeholder keeps the place of the answer.
  const isAnswered = () => server.rest.posted.length > 0 && !answer().includes("Reading what you sent");
  while (!isAnswered() && waits.length < 500)
    waits.push((await server.ask(slash("paper", { query: "streaming video" }))).firstResponse);
  await eventually(() => expect(isAnswered()).toBe(true));
  expect(server.rest.posted).toHaveLength(1);
  const seconds = (performance.now() - began) / 1000;
  return {
    answer: answer(),
    waits: waits.sort((a, b) => a - b),
    seconds,
  };
}

it("reads a megabyte that is built to be slow, and answers others meanwhile", async () => {
  const { answer, waits, seconds } = await sendMeanwhile(await botThatReads(), SLOW_DATE);
  expect(answer).toContain("1 paper is now an example");
  expect(waits.length).toBeGreaterThan(0);
  process.stdout.write(`answered after ${seconds.toFixed(1)} s; ${others(waits)}\n`);
});

it("gives up what nobody can read, tells its sender, and answers others meanwhile", async () => {
  const file = new URL("../../support/workers/a-loop.mjs", import.meta.url);
  const limits = { ...PASTED_LIMITS, withinMs: 5000 };
  const bot = await botThatReads(createReadPasted(undefined, { file, limits }));
  const { answer, waits, seconds } = await sendMeanwhile(bot, SLOW_DATE);
  expect(answer).toContain("That file took too long to read. Try a smaller one");
  expect(waits.length).toBeGreaterThan(5);
  process.stdout.write(`given up after ${seconds.toFixed(1)} s; ${others(waits)}\n`);
});

function others(waits: readonly number[]): string {
  const at = (share: number) => Math.round(waits[Math.ceil(waits.length * share) - 1] ?? 0);
  return `${waits.length} others meanwhile: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}
