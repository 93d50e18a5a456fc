import { describe, expect, it } from "vitest";
import { LeaseLost, takeLease } from "../../src/store/replicas/leases.ts";
import { readSource } from "../../src/store/sources/sources.ts";
import { runInBackground } from "../../src/sync/background.ts";
import { temporaryFolder } from "../support/folder.ts";
import { atomFeed, dailyEntry, rssFeed } from "../support/sources/arxiv-documents.ts";
import { type SyncWorld, syncWorld } from "../support/sources/syncer.ts";

/** Runs in the background until the clock has come to `end`. Whoever sleeps moves the clock on, the shortest sleep first. */
async function runUntil(world: SyncWorld, end: string): Promise<void> {
  const controller = new AbortController();
  const sleepers: { until: number; wake: () => void }[] = [];
  const running = runInBackground({
    syncer: world.syncer,
    db: world.library.db,
    log: world.log,
    holder: "one",
    now: world.now,
    signal: controller.signal,
    spreadOf: () => 0,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        if (signal.aborted) stop();
        signal.addEventListener("abort", stop, { once: true });
        const wake = () => {
          signal.removeEventListener("abort", stop);
          resolve();
        };
        sleepers.push({ until: world.now().getTime() + ms, wake });
      }),
  });
  const loops = world.syncer.sources.length + 1;
  let started = false;
  while (world.now() < new Date(end)) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (sleepers.length < (started ? loops : 1)) continue;
    started = true;
    sleepers.sort((a, b) => a.until - b.until);
    const next = sleepers.shift();
    if (next && next.until > world.now().getTime()) world.at(new Date(next.until).toISOString());
    next?.wake();
  }
  controller.abort();
  await running;
}

const answer = ({ path }: { path: string }) => {
  if (path.startsWith("/huggingface")) return JSON.stringify([dailyEntry("2611.00001")]);
  return path.startsWith("/rss") ? rssFeed([{ number: "2611.00002" }]) : { status: 500 };
};
const asked = (world: SyncWorld, host: string) =>
  world.server.requests.filter(({ path }) => path.startsWith(`/${host}`)).length;

describe("in the background", () => {
  it("asks each source when it is due, by its own calendar, and no sooner after a restart", async () => {
    const folder = temporaryFolder();
    const start = "2026-11-20T04:00:00Z";
    const world = await syncWorld(answer, { start, folder });
    await runUntil(world, "2026-11-20T23:30:00Z");
    // At the start, 00:35, 06:00, 12:00 and 18:00 Eastern; at the start and every six hours, three days each.
    expect(asked(world, "rss.arxiv.org")).toBe(5);
    expect(asked(world, "huggingface.co/api/daily")).toBe(4 * 3);
    expect((await world.library.index.search("bees", { offset: 0, limit: 5 })).total).toBe(2);

    const again = await syncWorld(answer, { start: "2026-11-20T23:31:00Z", folder });
    await runUntil(again, "2026-11-20T23:50:00Z");
    expect(asked(again, "rss.arxiv.org")).toBe(0);
    expect(asked(again, "huggingface.co/api/daily")).toBe(0);
  });

  it("asks each source again when a clock that was far ahead is put right", async () => {
    const world = await syncWorld(answer, { start: "2027-12-25T04:00:00Z" });
    await runUntil(world, "2027-12-25T05:00:00Z");
    const before = asked(world, "rss.arxiv.org");
    world.at("2026-11-20T04:00:00Z");
    await runUntil(world, "2026-11-20T23:30:00Z");
    expect(asked(world, "rss.arxiv.org") - before).toBe(5);
    const { lines } = await world.syncer.report();
    const told = lines.map(({ text }) => text).join();
    expect(told).not.toContain("2027");
    expect(told).toContain("Fri 20 Nov");
  });

  it("leaves a source to whoever asks it, and steps in within half a minute of their death", async () => {
    const world = await syncWorld(answer, { start: "2026-11-20T04:00:00Z" });
    const { db } = world.library;
    const away =
      (await takeLease(db, { name: "source arxiv", holder: "away" }, world.now())) ?? expect.fail();
    await runUntil(world, "2026-11-20T04:00:19Z");
    expect(asked(world, "rss.arxiv.org")).toBe(0);
    await runUntil(world, "2026-11-20T04:00:50Z");
    expect(asked(world, "rss.arxiv.org")).toBeGreaterThan(0);
    const [source] = world.syncer.sources.filter(({ name }) => name === "arxiv");
    if (!source) throw new Error("no source");
    const before = await readSource(db, "arxiv");
    // Whoever slept through it writes nothing about the source.
    await expect(world.syncer.run(source, { lease: away })).rejects.toThrow(LeaseLost);
    expect(await readSource(db, "arxiv")).toEqual(before);
  });

  it("goes on with the others where one breaks in a way that nobody thought of", async () => {
    const world = await syncWorld(answer, { start: "2026-11-20T04:00:00Z" });
    const [first, second] = world.syncer.sources;
    const broken = {
      ...first,
      fetch: () => {
        throw new Error("a bug");
      },
    } as typeof first;
    const sources = [broken, second].filter((source) => source !== undefined);
    await runUntil({ ...world, syncer: { ...world.syncer, sources } }, "2026-11-20T12:00:00Z");
    expect(asked(world, "rss.arxiv.org")).toBeGreaterThan(1);
    expect(
      world.log.entries.filter(({ message }) => message === "a source could not be read").length,
    ).toBeGreaterThan(1);
  });
});

describe("abstracts of papers that came without one", () => {
  const catalogue = [1, 2, 3].map((number) => ({ arxiv_id: `2405.0000${number}`, title: `Bees ${number}` }));

  it("come with one request, and are not asked for twice a day", async () => {
    const all = atomFeed([1, 2, 3].map((number) => ({ number: `2405.0000${number}` })));
    const world = await syncWorld(() => all, { catalogue });
    expect(await world.syncer.fillAbstracts()).toEqual({ wanted: 3, filled: 3 });
    expect(world.server.requests).toHaveLength(1);
    expect((await world.library.index.resolve("2405.00002"))[0]?.abstract).toBe("We show bees.");
    expect(await world.syncer.fillAbstracts()).toEqual({ wanted: 0, filled: 0 });
  });

  it("are tried again an hour after a failure", async () => {
    const world = await syncWorld(() => ({ status: 500 }), { catalogue });
    expect(await world.syncer.fillAbstracts()).toMatchObject({
      wanted: 3,
      filled: 0,
      trouble: "server trouble (500)",
    });
    const asked = world.server.requests.length;
    await world.syncer.fillAbstracts();
    expect(world.server.requests).toHaveLength(asked);
    world.at("2026-11-20T13:00:00Z");
    await world.syncer.fillAbstracts();
    expect(world.server.requests.length).toBeGreaterThan(asked);
  });
});
