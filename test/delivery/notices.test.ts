import { describe, expect, it, onTestFinished } from "vitest";
import { PostError, type Poster } from "../../src/chat/poster.ts";
import { settle } from "../../src/delivery/ledger.ts";
import { createOperators } from "../../src/delivery/operators.ts";
import { unsubscribe } from "../../src/delivery/subscribe.ts";
import { deliveriesIn } from "../../src/store/deliveries.ts";
import type { Person } from "../../src/store/notices.ts";
import { resolvePapers } from "../../src/store/papers.ts";
import { createClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform, type Fate } from "../support/delivery/fake-poster.ts";
import { startPoster } from "../support/discord/poster.ts";
import { OWNER_ID } from "../support/discord/world.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { LEAST, openPoster } from "../support/slack/poster.ts";

/** People may be looked up, and channels not be read. */
const SCOPES = [...LEAST, "users:read"];

/** Channels that are due at nine, and operators: those that are named, or whoever the platforms name. */
async function setUp(posters: ReadonlyMap<string, Poster>, named: readonly Person[] = []) {
  const clock = createClock("2026-11-23T08:00:00Z");
  const desk = await openDesk(clock);
  const operators = createOperators({ named, posters, now: clock.now, log: createRecordingLog() });
  const start = () => desk.runner({ posters, operators });
  let runner = start();
  const tick = async (at: string) => {
    clock.set(at);
    await runner.tick();
    await runner.idle();
  };
  const tickAt = (time: string) => tick(`2026-11-23T${time}Z`);
  const restart = () => {
    runner = start();
  };
  return { desk, clock, tick, tickAt, restart };
}

async function onSlack(named?: readonly Person[]) {
  const { server, poster } = await openPoster({ scopes: SCOPES });
  onTestFinished(() => server.close());
  const told = (user: string) => server.channels.messages(user).map(({ text }) => text);
  return { server, told, ...(await setUp(new Map([["slack", poster]]), named)) };
}

describe("an uncertain post", () => {
  it("is told to who subscribed and to the workspace's primary owner, once, with buttons", async () => {
    const { server, told, desk, tickAt, restart } = await onSlack();
    await desk.subscribe("C1", { platform: "slack", createdBy: "U1" });
    server.loseNext("chat.postMessage", { taken: true, by: "reset" });
    await tickAt("09:00:00");
    await tickAt("09:01:00");
    await tickAt("09:01:10");
    expect(await desk.ledger()).toMatchObject([{ state: "uncertain" }]);
    for (const user of ["U1", "UOWNER"]) {
      expect(told(user)).toEqual([expect.stringContaining("Monday, 23 November 2026")]);
    }
    expect(JSON.stringify(server.calls.at(-1)?.args.blocks)).toMatch(/"Post it again".*"It's there"/s);
    restart();
    for (const time of ["09:02:00", "09:30:00"]) await tickAt(time);
    expect([told("U1").length, told("UOWNER").length]).toEqual([1, 1]);
    expect(server.refusals.filter((refusal) => refusal.startsWith("chat."))).toEqual([]);
  });

  it("is told later where that fails, unless somebody has answered, and holds up nothing", async () => {
    const platform = createFakePlatform({
      now: () => clock.now(),
      isReadable: false,
      fate: (_, call) => (call === 1 ? "lose answer" : "take"),
    });
    let isDown = true;
    const poster: Poster = {
      ...platform,
      async tell(user, reply) {
        if (isDown) throw new PostError("retry", "Not now.");
        await platform.tell(user, reply);
      },
    };
    const { desk, clock, tickAt } = await setUp(new Map([["fake", poster]]));
    await desk.subscribe("C1");
    await tickAt("09:00:00");
    await desk.subscribe("C2");
    await tickAt("09:01:00");
    await tickAt("09:02:00");
    isDown = false;
    await tickAt("09:05:00");
    expect(platform.told).toEqual([]);
    await tickAt("09:15:00");
    expect(platform.told.map(({ user }) => user).sort()).toEqual(["admin", "owner"]);
    const [row] = await deliveriesIn(desk.db, ["uncertain"]);
    if (!row) throw new Error("no row");
    await settle(desk.db, row, "drop", clock.now(), row.closesAt);
    await tickAt("09:30:00");
    expect(platform.told).toHaveLength(2);
  });
});

describe("nobody is told", () => {
  it("of an uncertain post about which somebody has decided meanwhile", async () => {
    let canTell = false;
    const platform = createFakePlatform({
      now: () => clock.now(),
      isReadable: false,
      fate: () => "lose answer",
      canTell: () => canTell,
    });
    const { desk, clock, tickAt } = await setUp(new Map([["fake", platform]]));
    await desk.subscribe("C1");
    for (const time of ["09:00:00", "09:01:00", "09:02:00"]) await tickAt(time);
    const [row] = await deliveriesIn(desk.db, ["uncertain"]);
    if (!row) throw new Error("no row");
    await settle(desk.db, row, "drop", clock.now(), row.closesAt);
    canTell = true;
    await tickAt("09:30:00");
    expect(platform.told).toEqual([]);
  });

  it("of a pause that a person made", async () => {
    const platform = createFakePlatform({ now: () => clock.now() });
    const { desk, clock, tickAt } = await setUp(new Map([["fake", platform]]));
    const paused = { at: clock.now(), reason: "by an admin" };
    await desk.subscribe("C1", { paused: { ...paused, by: "person" } });
    await desk.subscribe("C2", { paused: { ...paused, by: "program" } });
    await tickAt("08:30:00");
    expect(platform.told.map(({ text }) => /C\d/.exec(text)?.[0])).not.toContain("C1");
  });
});

describe("what was told", () => {
  it("is deleted after 90 days that have really passed", async () => {
    const platform = createFakePlatform({ now: () => clock.now(), fate: () => "lock out" });
    const clock = createClock("2026-11-23T09:00:00Z");
    const desk = await openDesk(clock);
    let steady = 0;
    const posters = new Map([["fake", platform]]);
    const operators = createOperators({ named: [], posters, now: clock.now, log: createRecordingLog() });
    const runner = desk.runner({ posters, operators, elapsed: () => steady });
    const tickAfter = async (days: number, seen: number) => {
      clock.advance(days * 86_400_000);
      steady += seen * 86_400_000;
      await runner.tick();
      await runner.idle();
    };
    const days = async () =>
      (await desk.db.selectFrom("notices").select("id").execute()).map(
        ({ id }) => /\d{4}-\d\d-\d\d/.exec(id)?.[0],
      );
    // What was stopped can be restored for a day, and is deleted then.
    const removed = async () => (await desk.db.selectFrom("removed_settings").selectAll().execute()).length;
    await desk.subscribe("C2");
    await unsubscribe(desk.db, { platform: "fake", channel: "C2" }, clock.now());
    await desk.subscribe("C1", { plannedUntil: new Date("2026-11-23T08:00:00Z") });
    await tickAfter(0, 0);
    await tickAfter(0, 0);
    expect(await days()).toEqual(["2026-11-23"]);
    expect(await removed()).toBe(1);
    await tickAfter(400, 1);
    await tickAfter(-400, 1);
    expect(await days()).toContain("2026-11-23");
    await tickAfter(87.9, 87.9);
    expect(await removed()).toBe(0);
    expect(await days()).toContain("2026-11-23");
    await tickAfter(1.2, 1.2);
    expect(await days()).not.toContain("2026-11-23");
  });
});

describe("the operators", () => {
  it("are told of a closed channel of the settings, and who subscribed of another", async () => {
    const platform = createFakePlatform({
      now: () => clock.now(),
      fate: () => "close",
      missing: ["Let me in."],
    });
    const { desk, clock, tickAt } = await setUp(new Map([["fake", platform]]));
    const { createdBy: _, ...fromSettings } = await desk.subscribe("C1", { origin: "settings" });
    await desk.subscribe("C2");
    expect(fromSettings.channel).toBe("C1");
    await tickAt("09:00:00");
    await tickAt("09:00:10");
    expect(platform.told.filter(({ user }) => user === "owner")).toEqual([
      { user: "owner", text: expect.stringContaining("https://chat.example.org/C1") },
    ]);
    expect(platform.told.filter(({ user }) => user === "admin").map(({ text }) => text)).toContainEqual(
      expect.stringContaining("https://chat.example.org/C2"),
    );
  });

  it("are told once of a token that is refused, on the platform that still takes them", async () => {
    const slack = await openPoster({ scopes: SCOPES });
    const discord = await startPoster();
    onTestFinished(() => slack.server.close());
    const posters = new Map([
      ["slack", slack.poster],
      ["discord", discord.poster],
    ]);
    const { desk, tickAt, restart } = await setUp(posters);
    for (const channel of ["C1", "C2"]) await desk.subscribe(channel, { platform: "slack" });
    slack.server.failNext("chat.postMessage", ...Array.from({ length: 9 }, () => "token_revoked"));
    for (const time of ["09:00:00", "09:00:10", "09:01:00"]) await tickAt(time);
    restart();
    for (const time of ["09:02:00", "09:03:00"]) await tickAt(time);
    const texts = discord.server.rest.posted.map((message) => JSON.stringify(message));
    expect(texts).toEqual([expect.stringMatching(/xoxb/)]);
    expect(discord.server.refused).toEqual([]);
  });

  it("are told once an outage, over midnight and a restart, and again of the next one", async () => {
    const platform = createFakePlatform({ now: () => clock.now(), fate: () => fate });
    let fate: Fate = "lock out";
    const { desk, clock, restart, tick } = await setUp(new Map([["fake", platform]]));
    for (const channel of ["C1", "C2", "C3"]) await desk.subscribe(channel);
    const told = () => platform.told.filter(({ user }) => user === "owner").length;
    for (const time of ["23T09:00", "23T15:00", "24T09:00", "24T09:10"]) {
      restart();
      await tick(`2026-11-${time}:00Z`);
    }
    expect(told()).toBe(1);
    fate = "take";
    await tick("2026-11-24T09:20:00Z");
    await tick("2026-11-24T09:21:00Z");
    expect(platform.messages).toHaveLength(3);
    fate = "lock out";
    await tick("2026-11-25T09:00:00Z");
    await tick("2026-11-25T09:00:10Z");
    expect(told()).toBe(2);
    restart();
    await tick("2026-11-25T09:10:00Z");
    expect(told()).toBe(2);
  });

  it("are told of a paper that is refused by its title", async () => {
    const platform = createFakePlatform({
      now: () => clock.now(),
      fate: (_, call) => (call === 1 ? "dislike" : "take"),
    });
    const { desk, clock, tickAt } = await setUp(new Map([["fake", platform]]));
    await desk.subscribe("C1");
    await tickAt("09:00:00");
    await tickAt("09:00:10");
    const [{ content } = { content: { papers: [] } }] = await deliveriesIn(desk.db, ["sent"]);
    const ids = content.papers.map(({ id }) => id);
    const titles = [...(await resolvePapers(desk.db, ids)).values()].map(({ title }) => title);
    const [text = ""] = platform.told.filter(({ user }) => user === "owner").map((one) => one.text);
    expect(titles).toHaveLength(1);
    for (const title of titles) expect(text).toContain(`“${title}”`);
    for (const id of ids) expect(text).not.toContain(id);
  });

  it("are those of the settings and nobody else, where there are any", async () => {
    const { server, told, desk, tickAt } = await onSlack([{ platform: "slack", user: "U9" }]);
    await desk.subscribe("C1", { platform: "slack", origin: "settings" });
    server.channels.set("C1", { archived: true });
    await tickAt("09:00:00");
    await tickAt("09:00:10");
    expect(told("U9")).toHaveLength(1);
    expect(told("UOWNER")).toEqual([]);
  });

  it("of a Discord application are its owner, or those of its team who may change it", async () => {
    const { server, poster } = await startPoster();
    expect(await poster.owners()).toEqual([OWNER_ID]);
    const member = (id: string, role: string, membership_state = 2) => ({
      user: { id },
      role,
      membership_state,
    });
    const members = [
      member("1", "read_only"),
      member("2", "developer"),
      member("3", "admin"),
      member("4", "admin", 1),
      member("5", ""),
    ];
    const body = { id: "9", owner: { id: "team" }, team: { owner_user_id: "5", members } };
    server.fail({ on: /applications/, answer: { status: 200, body } });
    expect(await poster.owners()).toEqual(["2", "3", "5"]);
  });

  it("are asked for again where a platform could not tell", async () => {
    const clock = createClock("2026-11-23T08:00:00Z");
    const { server, poster } = await openPoster({ scopes: SCOPES });
    onTestFinished(() => server.close());
    const log = createRecordingLog();
    const posters = new Map([["slack", poster]]);
    const operators = createOperators({ named: [], posters, now: clock.now, log });
    server.failNext("users.list", "missing_scope");
    expect(await operators.all()).toEqual([]);
    clock.advance(11 * 60_000);
    expect(await operators.has({ platform: "slack", user: "UOWNER" })).toBe(true);
  });
});
