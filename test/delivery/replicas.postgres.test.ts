import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { createMortal } from "../support/delivery/mortal.ts";
import { createRecordingLog } from "../support/recording-log.ts";

/** In queries and requests: in the middle of planning and posting. */
const LIFETIME = 150;

const CHANNELS = Array.from({ length: 24 }, (_, at) => `C${at}`);

describe("three runners on one server", () => {
  it("post everything once, whatever one of them was doing when it was killed, and each does a part", async () => {
    const clock = createClock("2026-11-23T08:00:00Z");
    const desk = await openDesk(clock);
    for (const channel of CHANNELS) await desk.subscribe(channel, { papers: 2 });
    const log = createRecordingLog();
    const platform = createFakePlatform({ now: clock.now });
    const posts = [0, 0, 0];
    const deaths: boolean[] = [];
    const runners = await Promise.all(
      posts.map(async (_, at) => {
        const db = await openDatabase(desk.target);
        onTestFinished(() => db.destroy());
        const counting = {
          ...platform,
          post: (message: Parameters<typeof platform.post>[0]) => {
            posts[at] = (posts[at] ?? 0) + 1;
            return platform.post(message);
          },
        };
        // The second one dies in the middle of its work.
        const mortal = createMortal(db, at === 1 ? LIFETIME : Number.POSITIVE_INFINITY);
        void mortal.died.then(() => deaths.push(true));
        const posters = new Map([["fake", mortal.poster(counting)]]);
        return desk.runner({ db: mortal.db, posters, log, share: () => at / 3 });
      }),
    );
    clock.set("2026-11-23T09:00:00Z");
    for (let beat = 0; beat < 5; beat++) {
      await Promise.all(runners.map((runner) => runner.tick()));
      await Promise.all([runners[0]?.idle(), runners[2]?.idle()]);
      clock.advance(10_000);
    }
    const states = new Set((await desk.ledger()).map(({ state }) => state));
    expect([...states]).toEqual(["sent"]);
    expect(deaths).toEqual([true]);
    const keys = platform.messages.map(({ key }) => key);
    expect(keys).toHaveLength(2 * CHANNELS.length);
    expect(new Set(keys).size).toBe(keys.length);
    expect(Math.min(...posts)).toBeGreaterThan(0);
    const trouble = log.entries.filter(({ level, fields }) => level === "error" && !isDeath(fields.err));
    expect(trouble).toEqual([]);
  });
});

function isDeath(error: unknown): boolean {
  return error instanceof Error && error.message === "killed";
}
