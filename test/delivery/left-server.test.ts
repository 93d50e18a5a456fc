import { beforeEach, expect, it } from "vitest";
import { watchServers } from "../../src/app/servers.ts";
import type { ServerWatch } from "../../src/chat/unasked/server-watch.ts";
import type { Runner } from "../../src/delivery/runner.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { createProvenTime } from "../../src/store/retention/proven-time.ts";
import { findSubscription, putSubscription } from "../../src/store/subscriptions.ts";
import { createClock } from "../support/clock.ts";
import { type Desk, openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform, type FakePlatform } from "../support/delivery/fake-poster.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const clock = createClock("2026-11-23T08:00:00Z");
const S1 = { platform: "fake", server: "S1" };

let desk: Desk;
let servers: ServerWatch;
let platform: FakePlatform;
let runner: Runner;
let closed: string[];

beforeEach(async () => {
  clock.set("2026-11-23T08:00:00Z");
  desk = await openDesk(clock);
  closed = [];
  platform = createFakePlatform({ now: clock.now, closed });
  const elapsed = () => clock.now().getTime();
  const provenTime = createProvenTime({ db: desk.db, now: clock.now, elapsed });
  servers = watchServers({ db: desk.db, provenTime, log: createRecordingLog() });
  runner = desk.runner({ posters: new Map([["fake", platform]]) });
  await desk.subscribe("C1", { server: "S1", papers: 2 });
  await desk.subscribe("C2", { server: "S2" });
});

async function tickAt(time: string): Promise<void> {
  clock.set(time);
  for (let turn = 0; turn < 2; turn++) {
    await runner.tick();
    await runner.idle();
  }
}

it("plans and asks nothing in a server that was left, and goes on by itself once the bot is back", async () => {
  await servers.left({ ...S1, channels: ["C1"] });
  closed.push("C1");
  await tickAt("2026-11-23T09:00:00Z");
  await tickAt("2026-11-24T09:00:00Z");
  expect(platform.calls.map(({ channel }) => channel)).toEqual(["C2", "C2"]);
  expect((await desk.rows()).filter(({ channel }) => channel === "C1")).toEqual([]);
  expect(platform.told).toEqual([]);
  expect((await findSubscription(desk.db, { platform: "fake", channel: "C1" }))?.paused).toBeUndefined();

  closed.length = 0;
  await servers.joined(S1);
  await tickAt("2026-11-25T08:00:00Z");
  await tickAt("2026-11-25T09:00:00Z");
  expect(
    (await desk.rows()).filter(({ channel }) => channel === "C1").map(({ day, state }) => [day, state]),
  ).toEqual([
    ["2026-11-23", "skipped"],
    ["2026-11-24", "skipped"],
    ["2026-11-25", "sent"],
    ["2026-11-25", "sent"],
  ]);
  expect(platform.postsIn("C1")).toHaveLength(1);
});

it("sends what was planned before it was left when the bot is back the same day", async () => {
  // A clock that stands still between the plan and the post.
  const before = await desk.subscribe("C1", { server: "S1" });
  closed.push("C1");
  await tickAt("2026-11-23T09:00:00Z");
  await servers.left({ ...S1, channels: ["C1"] });
  const tries = platform.calls.length;
  await groupCommit(desk.db, async (tx) => {
    const now = await findSubscription(tx, before);
    const { paused: _, ...open } = now ?? before;
    await putSubscription(tx, open);
    await tx.updateTable("deliveries").set({ next_try: null }).where("channel", "=", "C1").execute();
  });
  await tickAt("2026-11-23T09:30:00Z");
  expect(platform.calls).toHaveLength(tries);
  closed.length = 0;
  await servers.joined(S1);
  await tickAt("2026-11-23T10:00:00Z");
  expect(platform.postsIn("C1")).toHaveLength(1);
});

it("is over a pause that the removal itself had caused", async () => {
  closed.push("C1");
  await tickAt("2026-11-23T09:00:00Z");
  await servers.left({ ...S1, channels: ["C1"] });
  expect((await findSubscription(desk.db, { platform: "fake", channel: "C1" }))?.paused?.by).toBe("program");
  closed.length = 0;
  await servers.joined(S1);
  await tickAt("2026-11-23T12:00:00Z");
  expect(platform.postsIn("C1")).toHaveLength(1);
});

it("asks nobody about an uncertain or abandoned post there, until the bot is back", async () => {
  await tickAt("2026-11-23T09:00:00Z");
  await servers.left({ ...S1, channels: ["C1"] });
  const setAll = (state: string) =>
    desk.db
      .updateTable("deliveries")
      .set({ state, lease_until: clock.now().toISOString() })
      .where("channel", "=", "C1")
      .where("kind", "=", "post")
      .execute();
  await setAll("uncertain");
  await tickAt("2026-11-23T09:30:00Z");
  expect(platform.told).toEqual([]);
  await setAll("sending");
  await tickAt("2026-11-23T10:00:00Z");
  expect((await desk.rows())[0]).toMatchObject({ channel: "C1", kind: "post", state: "sending" });
  await servers.joined(S1);
  await tickAt("2026-11-23T10:30:00Z");
  expect((await desk.rows())[0]).toMatchObject({ channel: "C1", kind: "post", state: "sent" });
  await setAll("uncertain");
  await tickAt("2026-11-23T11:00:00Z");
  expect(platform.told.map(({ user }) => user)).toEqual(["admin"]);
});
