import { describe, expect, it, onTestFinished } from "vitest";
import { createReplicas } from "../../../src/app/replicas.ts";
import { retry } from "../../../src/async/retry.ts";
import type { Replicas } from "../../../src/chat/replicas/replicas.ts";
import { createDiscord } from "../../../src/platforms/discord/index.ts";
import type { Database } from "../../../src/store/database.ts";
import { createHandledRows } from "../../../src/store/replicas/handled.ts";
import { LEASE_MS } from "../../../src/store/replicas/leases.ts";
import { createClock, type TestClock } from "../../support/clock.ts";
import { eventually } from "../../support/discord/bot.ts";
import { createMemoryLog, createSampleChat } from "../../support/discord/chat.ts";
import { slash } from "../../support/discord/interactions.ts";
import { createDiscordServer, type DiscordServer, seen, TOKEN } from "../../support/discord/server.ts";
import { guildOf } from "../../support/discord/world.ts";
import { freshDatabase } from "../../support/postgres.ts";

/** Servers of four shards, one each. */
const GUILDS = Array.from({ length: 4 }, (_, shard) => String((BigInt(48_000 + shard) << 22n) + 1n));
const JOINED = new Date("2026-01-01");

interface World {
  readonly server: DiscordServer;
  readonly db: Database;
  readonly clock: TestClock;
  /** One tick for each command that ran, on whichever process. */
  readonly ticks: string[];
}

async function openWorld(): Promise<World> {
  const server = await createDiscordServer({ guilds: GUILDS.map((id) => guildOf(id, JOINED)) });
  onTestFinished(() => server.stop());
  return { server, db: await freshDatabase(), clock: createClock("2026-11-23T09:00:00Z"), ticks: [] };
}

/** A process that can be frozen: then it does nothing, and its leases run out. */
async function startReplica(
  me: string,
  { server, db, clock, ticks }: World,
  shards: number | "auto" = 4,
  more: { readonly apiUrl?: string } = {},
) {
  const now = clock.now;
  const log = createMemoryLog();
  const real = createReplicas({ db, me, isNewest: () => true, now, elapsed: () => now().getTime() });
  const freezer = freezable(real);
  const platform = createDiscord({
    token: TOKEN,
    apiUrl: server.url,
    shards,
    log,
    sharing: { everyMs: 50, calmMs: 100, deafMs: more.apiUrl === undefined ? 60_000 : 300 },
    retryMs: 20,
    ...more,
  });
  onTestFinished(() => platform.stop());
  const rows = createHandledRows(db, now);
  const handled = { ...rows, isFirst: (key: string) => freezer.later(() => rows.isFirst(key)) };
  const chat = createSampleChat({ ticks, log, handled });
  const present: { readonly servers: readonly string[]; readonly covers: readonly string[] }[] = [];
  const started = platform.start({
    ...chat,
    replicas: freezer.replicas,
    async present(_, servers, { covers }) {
      present.push({ servers, covers: GUILDS.filter(covers) });
    },
  });
  // One that reaches nobody goes on trying.
  if (more.apiUrl === undefined) await started;
  return { me, platform, log, present, ...freezer };
}

/** The same, but for answers that wait while it is frozen. */
function freezable(real: Replicas) {
  const turns: string[] = [];
  let thawed = Promise.resolve();
  let thaw = () => {};
  let isAway = false;
  const later = async <T>(work: () => Promise<T>): Promise<T> => {
    await thawed;
    if (isAway) throw new Error("no database");
    return work();
  };
  const replicas: Replicas = {
    ...real,
    // Five seconds each would be the whole test.
    turn: async (name) => void turns.push(name),
    held: (prefix) => later(() => real.held(prefix)),
    lease(name) {
      const lease = real.lease(name);
      return { ...lease, isHeld: lease.isHeld, tend: () => later(lease.tend) };
    },
  };
  return {
    replicas,
    turns,
    freeze() {
      thawed = new Promise((resolve) => {
        thaw = resolve;
      });
    },
    thaw: () => thaw(),
    /** Whether the database can't be reached. */
    setAway(away: boolean) {
      isAway = away;
    },
    later,
  };
}

/** Who holds which shards, by the leases. */
async function holders({ db, clock }: World): Promise<Record<string, readonly number[]>> {
  const replicas = createReplicas({
    db,
    me: "looker",
    isNewest: () => true,
    now: clock.now,
    elapsed: () => 0,
  });
  const held: Record<string, number[]> = {};
  for (const { name, holder } of await replicas.held("discord shard ")) {
    held[holder] = [...(held[holder] ?? []), Number(name.split(" ")[2])];
  }
  return held;
}

async function until(check: () => Promise<void>, patience = 60_000): Promise<void> {
  const end = performance.now() + patience;
  await retry(check, { waitAfter: () => (performance.now() < end ? 20 : undefined) });
}

const inGuild = (guild: string | undefined) => ({ ...slash("tick", {}), guild_id: guild ?? "" });

describe("two processes that share four shards", () => {
  it("have two each, answer each server once, and see what is theirs", async () => {
    const world = await openWorld();
    const [one, other] = [await startReplica("a", world), await startReplica("b", world)];
    // The first took all of them, and gives half up, one after the other.
    await until(async () => expect(await holders(world)).toEqual({ a: [0, 1], b: [2, 3] }));
    await eventually(() => expect(other.platform.connected).toBe(true));
    await eventually(() => expect(other.present).toHaveLength(2));
    for (const guild of GUILDS) await world.server.ask(inGuild(guild));
    expect(world.ticks).toHaveLength(4);
    expect(one.present.map(({ covers }) => covers).sort()).toEqual(GUILDS.map((id) => [id]).sort());
    for (const { servers, covers } of [...one.present, ...other.present]) expect(servers).toEqual(covers);
    const moved = other.log.lines.filter(({ message }) => message.startsWith("took over a shard"));
    expect(moved).toHaveLength(2);
    expect(moved[0]?.fields).toMatchObject({ formerly: "a", from: expect.any(Date), to: expect.any(Date) });
    expect(one.turns.sort()).toEqual([0, 1, 2, 3].map((shard) => `discord identify ${shard}`));
    expect(world.server.requests.filter((request) => request.startsWith("PUT"))).toHaveLength(1);
  });

  it("one takes over all when the other stops, at once", async () => {
    const world = await openWorld();
    const [one, other] = [await startReplica("a", world), await startReplica("b", world)];
    await until(async () => expect(await holders(world)).toEqual({ a: [0, 1], b: [2, 3] }));
    await one.platform.stop();
    await until(async () => expect(await holders(world)).toEqual({ b: [0, 1, 2, 3] }));
    await eventually(() => expect(other.platform.connected).toBe(true));
    for (const guild of GUILDS) await world.server.ask(inGuild(guild));
    expect(world.ticks).toHaveLength(4);
  });

  it("one that was asleep while its lease ended answers nothing, and leaves the shard to its heir", async () => {
    const world = await openWorld();
    const one = await startReplica("a", world, 1);
    const other = await startReplica("b", world, 1);
    expect(await holders(world)).toEqual({ a: [0] });
    one.freeze();
    world.clock.advance(LEASE_MS + 1000);
    await until(async () => expect(await holders(world)).toEqual({ b: [0] }));
    await eventually(() => expect(other.platform.connected).toBe(true));
    await eventually(() => expect(world.server.gateway.connected()).toBe(2));
    // Both have a session, and both get the press; the sleeper sees that it has lost the shard.
    const asked = world.server.ask(inGuild(GUILDS[0]));
    one.thaw();
    expect(seen(await asked)).toContain("Ticked: 1");
    await eventually(() => expect(world.server.gateway.connected()).toBe(1));
    expect(world.ticks).toHaveLength(1);
    expect(one.log.lines.map(({ message }) => message)).toContain("lost a shard to another process");
    expect(one.platform.connected).toBe(true);
  });

  it("stay as they are while the database is away, say so, and go on when it is back", async () => {
    const world = await openWorld();
    const one = await startReplica("a", world, 1);
    const other = await startReplica("b", world, 1);
    for (const replica of [one, other]) replica.setAway(true);
    world.clock.advance(LEASE_MS + 1000);
    const answer = await world.server.ask(inGuild(GUILDS[0]));
    expect(seen(answer)).toContain("I can't reach my library right now");
    const said = (words: string) =>
      eventually(() => {
        for (const { log } of [one, other]) expect(log.lines.map(({ message }) => message)).toContain(words);
      });
    await said("the shards can't be shared out at the moment");
    for (const replica of [other, one]) replica.setAway(false);
    await said("the shards can be shared out again");
    expect(seen(await world.server.ask(inGuild(GUILDS[0])))).toContain("Ticked: 1");
    expect(world.server.gateway.identifies).toHaveLength(1);
  });

  it("count the shards alike, whatever Discord or the settings say later", async () => {
    const world = await openWorld();
    await startReplica("a", world, 2);
    await startReplica("b", world, 3);
    await until(async () => expect(await holders(world)).toEqual({ a: [0], b: [1] }));
  });
});

it("a shard that one process can't connect is left to another", async () => {
  const world = await openWorld();
  const away = await createDiscordServer();
  await away.stop();
  const one = await startReplica("a", world, 1, { apiUrl: away.url });
  await startReplica("b", world, 1);
  await until(async () => expect(await holders(world)).toEqual({ b: [0] }));
  await eventually(() => expect(world.server.gateway.connected()).toBe(1));
  expect(one.log.lines.map(({ message }) => message)).toContain(
    "gives up a shard that it can't connect, for another process to try",
  );
  expect(seen(await world.server.ask(inGuild(GUILDS[0])))).toContain("Ticked: 1");
});

it("one whose token is withdrawn gives its shards up, and says so", async () => {
  const world = await openWorld();
  const one = await startReplica("a", world, 1);
  world.server.gateway.close(4004);
  expect(await one.platform.ended).toMatchObject({ message: expect.stringContaining("DISCORD_TOKEN") });
  expect(await holders(world)).toEqual({});
});

it("a token that Discord refuses ends the start", async () => {
  const world = await openWorld();
  const replicas = createReplicas({
    db: world.db,
    me: "a",
    isNewest: () => true,
    now: world.clock.now,
    elapsed: () => 0,
  });
  const platform = createDiscord({ token: "wrong", apiUrl: world.server.url, log: createMemoryLog() });
  await expect(platform.start({ ...createSampleChat(), replicas })).rejects.toThrow("DISCORD_TOKEN");
  await platform.stop();
});

it("turns come apart, on whichever process, and an end of the waiting ends it", async () => {
  const db = await freshDatabase();
  const parts = { db, isNewest: () => true, now: () => new Date(), elapsed: () => 0 };
  const [one, other] = [createReplicas({ ...parts, me: "a" }), createReplicas({ ...parts, me: "b" })];
  const { signal } = new AbortController();
  await one.turn("discord identify 0", 300, signal);
  const from = performance.now();
  await other.turn("discord identify 0", 3000, signal);
  expect(performance.now() - from).toBeGreaterThan(200);
  await expect(one.turn("discord identify 0", 3000, AbortSignal.timeout(10))).rejects.toThrow();
});

it("of many processes that ask at once, one is the first with each key", async () => {
  const db = await freshDatabase();
  const processes = Array.from({ length: 4 }, () => createHandledRows(db, () => new Date()));
  const keys = Array.from({ length: 300 }, (_, at) => `slack event ${(at * 7) % 300}`);
  const answers = await Promise.all(
    processes.flatMap(({ isFirst }, at) => (at % 2 ? keys : keys.toReversed()).map(isFirst)),
  );
  expect(answers.filter((first) => first)).toHaveLength(keys.length);
});
