import { expect, it } from "vitest";
import * as ledger from "../../src/delivery/ledger.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import { type Delivery, findDelivery, insertDeliveries } from "../../src/store/deliveries.ts";
import { findSubscription, putSubscription } from "../../src/store/subscriptions.ts";
import { someDatabase } from "../support/library/database.ts";

const START = new Date("2026-11-23T09:00:00Z");
const ENDINGS = ["sent", "failed", "uncertain", "skipped", "paused"] as const;
type Ending = (typeof ENDINGS)[number];

/** What a runner does with a row, one after the other; it ends only what it has claimed. */
type Step = { readonly by: string; readonly does: "claim" | "take over" | Ending };
/** Also: the lease of whoever claimed last runs out. */
const LEASE_ENDS = "the lease ends";
type Event = Step | typeof LEASE_ENDS;

/** Every order of the events of some runners, each of which keeps its own. */
function orders(programs: readonly (readonly Event[])[]): readonly (readonly Event[])[] {
  if (programs.every((program) => program.length === 0)) return [[]];
  return programs.flatMap(([first, ...rest], at) =>
    first === undefined ? [] : orders(programs.with(at, rest)).map((order) => [first, ...order]),
  );
}

/** Of the other one: whether it leaves the row to be claimed again is all that matters to who was frozen. */
const OTHER_ENDINGS = ["sent", "failed"] as const;

function everyCase(): readonly (readonly Event[])[] {
  const runner = (by: string, does: "claim" | "take over", ending: Ending): readonly Event[] => [
    { by, does },
    { by, does: ending },
  ];
  return ENDINGS.flatMap((a) =>
    OTHER_ENDINGS.flatMap((b) => [
      ...orders([runner("A", "claim", a), runner("B", "claim", b), [LEASE_ENDS]]),
      ...orders([runner("A", "claim", a), runner("B", "take over", b), [LEASE_ENDS]]),
      // Two find the same row abandoned, and the lease of the one who takes it over ends as well.
      ...orders([runner("A", "take over", a), runner("B", "take over", b), [LEASE_ENDS]]).map(
        (order): readonly Event[] => [{ by: "dead", does: "claim" }, LEASE_ENDS, ...order],
      ),
    ]),
  );
}

/** What must have become of a row, by what the ledger promises. */
function expected(events: readonly Event[]) {
  let [state, holder, isOver, isPaused] = ["planned", undefined as string | undefined, false, false];
  const claimed = new Set<string>();
  for (const event of events) {
    if (event === LEASE_ENDS) {
      isOver = true;
      continue;
    }
    const { by, does } = event;
    if (does === "claim" || does === "take over") {
      const isFree =
        does === "claim" ? state === "planned" || state === "failed" : state === "sending" && isOver;
      if (!isFree) continue;
      [state, holder, isOver] = ["sending", by, false];
      claimed.add(by);
    } else if (does === "sent") {
      // Whoever saw the message knows best.
      if (claimed.has(by)) [state, holder] = ["sent", undefined];
    } else if (state === "sending" && holder === by) {
      state = does === "paused" ? "failed" : does;
      isPaused ||= does === "paused";
      holder = undefined;
    }
  }
  return { state, holder: holder ?? null, isPaused };
}

function rowFor(number: number): Delivery {
  return {
    id: `row-${number}`,
    platform: "fake",
    channel: `C${number}`,
    day: "2026-11-23",
    kind: "post",
    state: "planned",
    content: { papers: [] },
    dueAt: START,
    closesAt: new Date("2026-11-24T00:00:00Z"),
    attempts: 0,
    updatedAt: START,
  };
}

async function run(events: readonly Event[], number: number, db: Database) {
  const row = rowFor(number);
  const claimed = new Set<string>();
  let now = START;
  for (const event of events) {
    if (event === LEASE_ENDS) {
      now = new Date(now.getTime() + ledger.LEASE_MS);
      continue;
    }
    const { by, does } = event;
    if (does === "claim" && (await ledger.claim(db, row, by, now))) claimed.add(by);
    if (does === "take over" && (await ledger.claimAbandoned(db, row.id, by, now))) claimed.add(by);
    if (!claimed.has(by)) continue;
    if (does === "sent") await ledger.recordSent(db, row.id, `message of ${by}`, now);
    if (does === "failed") await ledger.recordFailed(db, row.id, by, `says ${by}`, now, now);
    if (does === "uncertain") await ledger.recordUncertain(db, row.id, by, `says ${by}`, now);
    if (does === "skipped") await ledger.skip(db, row, { states: ["sending"], owner: by }, `says ${by}`, now);
    if (does === "paused") await ledger.holdAndPause(db, row, by, `says ${by}`, now);
  }
  const { state } = (await findDelivery(db, row.id)) ?? {};
  const isPaused = (await findSubscription(db, row))?.paused !== undefined;
  const { owner } = await db
    .selectFrom("deliveries")
    .select("owner")
    .where("id", "=", row.id)
    .executeTakeFirstOrThrow();
  return { state, holder: owner, isPaused };
}

const inWords = (events: readonly Event[]) =>
  events.map((event) => (event === LEASE_ENDS ? event : `${event.by}: ${event.does}`)).join(", ");

it("a row belongs to one runner at a time, in whatever order two of them claim, freeze and end", async () => {
  const db = await someDatabase();
  const cases = everyCase();
  await writeBatch(db, async (tx) => {
    for (const [number] of cases.entries()) {
      await insertDeliveries(tx, [rowFor(number)]);
      const { platform, channel } = rowFor(number);
      await putSubscription(tx, {
        ...DEFAULT_SETTINGS,
        platform,
        channel,
        origin: "chat",
        plannedUntil: START,
      });
    }
  });
  // All cases go on together, a step at a time: their writes are one transaction.
  const found = await Promise.all(cases.map((events, number) => run(events, number, db)));
  const wrong = cases.flatMap((events, number) => {
    const [is, ought] = [found[number], expected(events)];
    return JSON.stringify(is) === JSON.stringify(ought) ? [] : [{ events: inWords(events), is, ought }];
  });
  expect(cases.length).toBe(900);
  expect(wrong).toEqual([]);
});
