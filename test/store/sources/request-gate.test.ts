import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../../src/store/database.ts";
import { createGate } from "../../../src/store/sources/request-gate.ts";
import { eventually } from "../../support/discord/bot.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { startWebServer } from "../../support/sources/web-server.ts";

async function someGate(file = join(temporaryFolder(), "paperboy.db")) {
  const db = await openDatabase(file);
  onTestFinished(() => db.destroy());
  return createGate(db);
}

describe("the gate", () => {
  it("lets one in at a time, and the next one when that has left, across connections", async () => {
    const file = join(temporaryFolder(), "paperboy.db");
    const [one, other] = [await someGate(file), await someGate(file)];
    const turn = await one.claim("arxiv", 1000, 5000);
    expect(turn).toMatchObject({ failures: 0 });
    expect(await other.claim("arxiv", 1001, 5001)).toEqual({ freeAt: 5000 });
    expect(await other.claim("huggingface", 1001, 5001)).toMatchObject({ failures: 0 });
    if ("holder" in turn) await one.release("arxiv", turn, { freeAt: 2000.5, failures: 2 });
    expect(await other.claim("arxiv", 1500, 5500)).toEqual({ freeAt: 2001 });
    expect(await other.claim("arxiv", 2001, 6000)).toMatchObject({ failures: 2 });
  });

  it("opens by itself after one that never came back, whose late return changes nothing", async () => {
    const gate = await someGate();
    const dead = await gate.claim("arxiv", 0, 5000);
    expect(await gate.claim("arxiv", 5000, 9000)).toMatchObject({ failures: 0 });
    if ("holder" in dead) await gate.release("arxiv", dead, { freeAt: 1, failures: 0 });
    expect(await gate.claim("arxiv", 5001, 9001)).toEqual({ freeAt: 9000 });
  });

  it("does not stay shut for years because a clock was wrong", async () => {
    const gate = await someGate();
    await gate.claim("arxiv", Date.parse("2036-01-01"), Date.parse("2036-01-01") + 1000);
    expect(
      await gate.claim("arxiv", Date.parse("2026-01-01"), Date.parse("2026-01-01") + 1000),
    ).toMatchObject({ failures: 0 });
  });

  it("is taken by exactly one of many", async () => {
    const file = join(temporaryFolder(), "paperboy.db");
    const gates = await Promise.all(Array.from({ length: 4 }, () => someGate(file)));
    const turns = await Promise.all(
      gates.flatMap((gate) => [1, 2, 3].map(() => gate.claim("arxiv", 0, 5000))),
    );
    expect(turns.filter((turn) => "holder" in turn)).toHaveLength(1);
  });
});

const INTERVAL_MS = 300;

/** A process that asks as often as it may, until it is killed. */
function startAsking(file: string, url: string): ChildProcess {
  const built = (path: string) =>
    pathToFileURL(resolve(import.meta.dirname, "..", "..", "..", "dist", "src", path)).href;
  const program = `
    import { openDatabase } from ${JSON.stringify(built("store/database.js"))};
    import { createGate } from ${JSON.stringify(built("store/sources/request-gate.js"))};
    import { createHttpClient } from ${JSON.stringify(built("papers/sources/http/client.js"))};
    const client = createHttpClient({ gate: createGate(await openDatabase(${JSON.stringify(file)})), userAgent: "test", now: Date.now });
    const group = { name: "arxiv", intervalMs: ${INTERVAL_MS}, timeoutMs: 2000, cooldownMs: [1, 1], throttles: [] };
    for (;;) await client.request({ url: ${JSON.stringify(url)}, group, accept: "*/*" });
  `;
  return spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "inherit" });
}

describe("processes that are killed and started again", () => {
  it("never ask twice within the interval", async () => {
    const server = await startWebServer(() => (response) => void setTimeout(() => response.end("ok"), 30));
    const file = join(temporaryFolder(), "paperboy.db");
    let asking = startAsking(file, server.url);
    for (let round = 0; round < 6; round++) {
      const before = server.requests.length;
      const next = startAsking(file, server.url);
      await eventually(() => expect(server.requests.length).toBeGreaterThan(before + 1));
      await sleep(round * 70);
      asking.kill("SIGKILL");
      asking = next;
    }
    asking.kill("SIGKILL");
    const times = server.requests.map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(times.length).toBeGreaterThanOrEqual(12);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(INTERVAL_MS);
  }, 300_000);
});
