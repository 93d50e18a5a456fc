import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { purgeDetails } from "../../src/app/old-details.ts";
import { createHistory } from "../../src/history/history.ts";
import type { Database } from "../../src/store/database.ts";
import { writeBatch } from "../../src/store/database.ts";
import {
  type Delivery,
  type DeliveryState,
  deliveryId,
  insertDeliveries,
} from "../../src/store/deliveries.ts";
import { createProvenTime, type ProvenTime } from "../../src/store/retention/proven-time.ts";
import { addShown } from "../../src/store/shown.ts";
import { putSourceDay } from "../../src/store/sources/sources.ts";
import { createTaste } from "../../src/taste/taste.ts";
import { addDays, DAY_MS, utcDay } from "../../src/time/day.ts";
import { createClock } from "../support/clock.ts";
import { someDatabase } from "../support/library/database.ts";
import { isOverPostgres } from "../support/postgres.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const START = "2026-01-01T12:00:00Z";
const FIRST = "2026-01-01";
const KEPT = 90;

const clock = createClock(START);
let db: Database;
let steady: number;
let provenTime: ProvenTime;

beforeEach(async () => {
  clock.set(START);
  steady = 0;
  db = await someDatabase();
  provenTime = createProvenTime({ db, now: clock.now, elapsed: () => steady });
});

async function purge(): Promise<void> {
  await purgeDetails({ db, provenTime, now: clock.now, keptDays: KEPT, log: createRecordingLog() });
}

/** Days that pass with the program running. */
async function pass(days: number): Promise<void> {
  steady += days * DAY_MS;
  clock.advance(days * DAY_MS);
  await purge();
}

function post(channel: string, day: string, state: DeliveryState = "sent"): Delivery {
  const place = { platform: "fake", channel };
  const at = new Date(`${day}T09:00:00Z`);
  return {
    ...place,
    id: deliveryId(place, day, "post"),
    day,
    kind: "post",
    state,
    content: { papers: [{ id: `arxiv:${day.replaceAll("-", "")}${channel}`, why: "bees ".repeat(20) }] },
    dueAt: at,
    closesAt: at,
    attempts: 1,
    message: `m-${day}`,
    updatedAt: at,
  };
}

/** A post in the ledger, and its paper among those that the channel has had. */
function record(posts: readonly Delivery[]): Promise<void> {
  return writeBatch(db, async (tx) => {
    await insertDeliveries(tx, posts);
    for (const { day, content, ...place } of posts)
      await addShown(tx, place, [content.papers[0]?.id ?? ""], day);
  });
}

const daysLeft = async () =>
  (await db.selectFrom("deliveries").select("day").orderBy("day").execute()).length;

describe("old details", () => {
  it("go after their time; which papers a channel has had stays, and so does what is not settled", async () => {
    const days = [FIRST, addDays(FIRST, 1), addDays(FIRST, 60)];
    await record([...days.map((day) => post("C1", day)), post("C2", FIRST, "uncertain")]);
    const verdict = { source: "arxiv", verdict: "ok", detail: null, trouble: null, way: null, found: 3 };
    const checked = { attempts: 1, checked_at: START, next_try_at: null };
    for (const day of days) await writeBatch(db, (tx) => putSourceDay(tx, { ...verdict, ...checked, day }));
    await purge();
    await pass(KEPT);
    expect(await daysLeft()).toBe(4);
    await pass(1);
    expect(await daysLeft()).toBe(3);
    await pass(2);
    expect(await db.selectFrom("deliveries").select(["channel", "state"]).orderBy("day").execute()).toEqual([
      { channel: "C2", state: "uncertain" },
      { channel: "C1", state: "sent" },
    ]);
    expect(await db.selectFrom("source_days").select("day").execute()).toEqual([{ day: days[2] }]);
    const history = createHistory({ db, taste: createTaste({ db, now: clock.now }), now: clock.now });
    const posted = await history.posted({ platform: "fake", channel: "C1", server: "S1", user: "U1" });
    expect(posted.map(({ day, why, message }) => [day, why !== undefined, message])).toEqual([
      [days[2], true, `m-${days[2]}`],
      [days[1], false, undefined],
      [days[0], false, undefined],
    ]);
  });

  it("stay while the clock is years ahead, and where the library's own clock began with one that was", async () => {
    const [ahead, right] = ["2029-01-01T12:00:00Z", START];
    clock.set(ahead);
    await purge();
    clock.set(right);
    await record([post("C1", FIRST)]);
    await purge();
    expect(await daysLeft()).toBe(1);
    await db.deleteFrom("settings").where("name", "=", "proven-time").execute();
    await purge();
    clock.set(ahead);
    await purge();
    expect(await daysLeft()).toBe(1);
  });

  it.skipIf(isOverPostgres())(
    "leave room for new ones: the file stops growing but for the papers that channels have had",
    async () => {
      const channels = Array.from({ length: 5 }, (_, at) => `C${at}`);
      const size = async () => {
        const pages = await sql<{ page_count: number }>`pragma page_count`.execute(db);
        return pages.rows[0]?.page_count ?? 0;
      };
      const sizes: number[] = [];
      for (let day = 0; day < 280; day++) {
        await record(channels.map((channel) => post(channel, utcDay(clock.now()))));
        steady += DAY_MS;
        clock.advance(DAY_MS);
        if (day % 5 === 0) await purge();
        sizes.push(await size());
      }
      expect(await daysLeft()).toBeLessThanOrEqual(5 * (KEPT + 6));
      expect(await db.selectFrom("shown").select("paper").execute()).toHaveLength(5 * 280);
      const [quarter = 0, half = 0, year = 0] = [95, 185, 279].map((day) => sizes[day]);
      // What is kept for good takes 150 bytes a post with its key; without the deletion a post takes five times that.
      expect((year - half) * 4096).toBeLessThan(5 * 94 * 250);
      expect(year).toBeLessThan(2 * quarter);
    },
  );
});
