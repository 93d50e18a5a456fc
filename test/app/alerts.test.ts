import { beforeEach, describe, expect, it } from "vitest";
import { checksOf, isOurs } from "../../src/app/alerts.ts";
import type { ChatPlatform } from "../../src/chat/platform.ts";
import { readConfig } from "../../src/config.ts";
import { createOperators } from "../../src/delivery/operators.ts";
import { type Check, createAlerts, type Trouble } from "../../src/observability/alerts.ts";
import { freeOf } from "../../src/observability/disk.ts";
import type { PlatformState } from "../../src/present/services.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import { type DeliveryState, deliveryId, insertDeliveries } from "../../src/store/deliveries.ts";
import { insertNotices } from "../../src/store/notices.ts";
import { createProvenTime } from "../../src/store/retention/proven-time.ts";
import { putSourceDay } from "../../src/store/sources/sources.ts";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { someDatabase } from "../support/library/database.ts";
import { someLibrary } from "../support/library/library.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const START = "2026-11-24T09:00:00Z";
const MINUTE = 60_000;
const clock = createClock(START);
let db: Database;

beforeEach(async () => {
  clock.set(START);
  db = await someDatabase();
});

/** The alerts of one run of the program. */
function someAlerts(
  checks: Readonly<Record<string, Check>>,
  named = [{ platform: "slack", user: "U9" }],
  judges = (_about: string) => true,
) {
  const log = createRecordingLog();
  const operators = createOperators({ named, posters: new Map(), now: clock.now, log });
  const provenTime = createProvenTime({ db, now: clock.now, elapsed: () => 0 });
  return { log, ...createAlerts({ checks, judges, db, operators, now: clock.now, provenTime, log }) };
}

async function told(): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("notices")
    .select(["text", "recipient"])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(({ text, recipient }) => `${recipient}: ${text}`);
}

const disk: Trouble = { about: "disk", text: "The disk is nearly full.", well: "The disk has space." };
const arxiv: Trouble = { about: "silent arxiv", text: "arXiv is silent.", well: "arXiv is back." };

describe("alerts", () => {
  it("tell of trouble once, all that begins at once together, and of its end once, whatever restarts are between", async () => {
    let now: readonly Trouble[] = [disk, arxiv];
    const checks = { "": async () => now };
    const { log, look } = someAlerts(checks);
    await Promise.all([look(), someAlerts(checks).look()]);
    await look();
    await someAlerts(checks).look();
    expect(await told()).toEqual(["U9: The disk is nearly full.\n\narXiv is silent."]);
    expect(log.entries.map(({ level, message }) => [level, message])).toEqual([
      ["error", disk.text],
      ["error", arxiv.text],
    ]);
    now = [arxiv];
    clock.advance(MINUTE);
    await someAlerts(checks).look();
    await someAlerts(checks).look();
    expect((await told()).slice(1)).toEqual(["U9: The disk has space."]);
    now = [arxiv, disk];
    clock.advance(MINUTE);
    await someAlerts(checks).look();
    expect((await told()).slice(2)).toEqual(["U9: The disk is nearly full."]);
  });

  it("leave what could not be looked at as it was, and go on", async () => {
    let isBroken = false;
    const checks = {
      disk: async () => {
        if (isBroken) throw new Error("EACCES");
        return [disk];
      },
      silent: async () => (isBroken ? [arxiv] : []),
    };
    const { look, log } = someAlerts(checks);
    await look();
    isBroken = true;
    clock.advance(MINUTE);
    await look();
    expect(await told()).toEqual(["U9: The disk is nearly full.", "U9: arXiv is silent."]);
    expect(log.entries.map(({ message }) => message)).toContain("could not look for trouble");
  });

  it("leave what another process looks at to that, and end it there once", async () => {
    const { look } = someAlerts({ silent: async () => [arxiv] });
    await look();
    clock.advance(MINUTE);
    await someAlerts({}, undefined, () => false).look();
    expect(await told()).toHaveLength(1);
    await someAlerts({}).look();
    expect((await told()).slice(1)).toEqual(["U9: arXiv is back."]);
  });

  it("are in the log where nobody can be told", async () => {
    const { look, log } = someAlerts({ disk: async () => [disk] }, []);
    await look();
    expect(await told()).toEqual([]);
    expect(log.entries).toMatchObject([{ level: "error", message: disk.text }]);
  });

  it("don't repeat an outage that a refused post has told of, nor does the post repeat theirs", async () => {
    const outage: Trouble = {
      about: "token slack",
      outage: "slack",
      text: "Slack is shut.",
      well: "Slack is open.",
    };
    await writeBatch(db, (tx) =>
      insertNotices(
        tx,
        [
          {
            id: `token slack ${clock.now().toISOString()} to slack:U9`,
            platform: "slack",
            user: "U9",
            text: "I can't post.",
          },
        ],
        { madeAt: clock.now(), nextTry: clock.now() },
      ),
    );
    let now = [outage];
    const { look } = someAlerts({ token: async () => now });
    clock.advance(MINUTE);
    await look();
    expect(await told()).toEqual(["U9: I can't post."]);
    now = [];
    clock.advance(MINUTE);
    await look();
    expect((await told()).slice(1)).toEqual(["U9: Slack is open."]);
    now = [outage];
    clock.advance(2 * 24 * 60 * MINUTE);
    await look();
    expect((await told()).slice(2)).toEqual(["U9: Slack is shut."]);
    const [own] = await db.selectFrom("notices").select("id").where("text", "=", "Slack is shut.").execute();
    expect(own?.id).toMatch(/^token slack 2026-11-26T09:02:00.000Z by alert to slack:U9$/);
  });
});

it("an alert goes out as a private message, and the operator hears it though the first try fails", async () => {
  const library = await someLibrary();
  let isReachable = false;
  const platform = createFakePlatform({ now: clock.now, canTell: () => isReachable });
  const posters = new Map([["slack", platform]]);
  const app = someApp(library, clock.now, { posters, operators: [{ platform: "slack", user: "U9" }] });
  const { operators, provenTime, runner } = app;
  const log = createRecordingLog();
  const checks = { disk: async () => [disk] };
  const alerts = createAlerts({ checks, db: library.db, operators, provenTime, now: clock.now, log });
  const tick = async () => {
    await runner.tick();
    await runner.idle();
  };
  await alerts.look();
  await tick();
  expect(platform.told).toEqual([]);
  isReachable = true;
  clock.advance(11 * MINUTE);
  await alerts.look();
  await tick();
  await tick();
  expect(platform.told).toEqual([{ user: "U9", text: disk.text }]);
});

it("of several machines is told by the one that has it, and ends where that has gone for good", async () => {
  const free = new Map([
    ["a", 0.01],
    ["b", 0.5],
  ]);
  let living = ["a.1", "b.1"];
  const machine = (name: string, leads: boolean) => {
    const replica = {
      name,
      isShared: true,
      has: () => leads,
      living: () => living.map((one) => ({ name: one })),
    };
    const running = {
      app: { library: { db }, replica } as never,
      platforms: [],
      // Only one of them can reach it, and only the other one tells.
      states: (): readonly PlatformState[] => [{ name: "slack", state: leads ? "ready" : "failed" }],
      free: async () => ({ share: free.get(name.slice(0, 1)) ?? 1, bytes: 1e8 }),
    };
    const checks = checksOf({ config: readConfig({}), now: clock.now }, running);
    return someAlerts(checks, undefined, (about) => isOurs(about, running));
  };
  const [one, two] = [machine("a.1", false), machine("b.1", true)];
  for (const { look } of [one, two, one, two]) {
    clock.advance(MINUTE);
    await look();
  }
  expect(await told()).toEqual([expect.stringContaining("PAPERBOY_HOME on a is free (0.1 GB)")]);
  living = ["b.1"];
  clock.advance(MINUTE);
  await two.look();
  expect((await told()).slice(1)).toEqual([expect.stringContaining("on a has enough space again")]);
});

/** The only process there is. */
const ALONE = { name: "a.1", isShared: false, has: () => true, living: () => [] };

describe("trouble", () => {
  const arxivSource = {
    name: "arxiv",
    label: "arXiv",
    today: () => "2026-11-24",
    closed: (day: string) => (["2026-11-21", "2026-11-22"].includes(day) ? "weekend" : undefined),
  };
  let states: readonly PlatformState[];
  let tokenProblem: string | undefined;

  const abouts = async () => {
    const checks = checksOf(
      { config: readConfig({ PAPERBOY_HOME: "/" }), now: clock.now },
      {
        app: { library: { db }, syncer: { sources: [arxivSource] }, replica: ALONE } as never,
        platforms: [{ name: "slack", tokenProblem: async () => tokenProblem } as ChatPlatform],
        states: () => states,
      },
    );
    const found = await Promise.all(
      ["silent", "given up", "token"].map((kind) => checks[kind]?.(new Set()) ?? []),
    );
    return found.flat();
  };

  beforeEach(() => {
    states = [{ name: "slack", state: "ready" }];
    tokenProblem = undefined;
  });

  const verdict = (day: string, kind: string, detail: string | null = null) =>
    writeBatch(db, (tx) =>
      putSourceDay(tx, {
        source: "arxiv",
        day,
        verdict: kind,
        detail,
        trouble: null,
        way: null,
        found: 0,
        attempts: 1,
        checked_at: START,
        next_try_at: null,
      }),
    );

  it("is a source without papers on two working days in a row, today left out", async () => {
    await verdict("2026-11-19", "ok");
    await verdict("2026-11-20", "failed", "refused (403)");
    await verdict("2026-11-21", "failed", "refused (403)");
    await verdict("2026-11-24", "failed", "refused (403)");
    expect(await abouts()).toEqual([]);
    await verdict("2026-11-23", "empty", "nothing on a working day");
    expect(await abouts()).toEqual([
      expect.objectContaining({
        about: "silent arxiv",
        text: expect.stringContaining("no papers since 2026-11-20 (nothing on a working day)"),
      }),
    ]);
    await verdict("2026-11-23", "short", "3 instead of 600");
    expect(await abouts()).toEqual([]);
  });

  it("is a paper that was given up after trying, until a later one is posted there", async () => {
    const post = (day: string, state: DeliveryState, attempts: number) => {
      const place = { platform: "slack", channel: "C1" };
      const at = new Date(`${day}T09:00:00Z`);
      const content = { papers: [] };
      const times = { dueAt: at, closesAt: at, updatedAt: at };
      return writeBatch(db, (tx) =>
        insertDeliveries(tx, [
          {
            ...place,
            ...times,
            id: deliveryId(place, day, "post"),
            day,
            kind: "post",
            state,
            content,
            attempts,
            reason: "Slack had trouble. The day has ended.",
          },
        ]),
      );
    };
    await post("2026-11-20", "skipped", 0);
    expect(await abouts()).toEqual([]);
    await post("2026-11-22", "skipped", 4);
    const [found] = await abouts();
    expect(found?.text).toBe(
      "I gave up on the last papers for 1 channel on Slack. Slack had trouble. The day has ended. /status has the details.",
    );
    await post("2026-11-23", "sent", 1);
    expect(await abouts()).toEqual([]);
  });

  it("is a token that is refused, a connection that is closed for good, and posts that are refused", async () => {
    tokenProblem = "Copy it again.";
    expect(await abouts()).toMatchObject([
      { about: "token slack", text: "Slack doesn't let me in any more. Copy it again." },
    ]);
    tokenProblem = undefined;
    states = [{ name: "slack", state: "reconnecting" }];
    expect(await abouts()).toEqual([]);
    states = [{ name: "slack", state: "failed" }];
    expect(await abouts()).toMatchObject([{ about: "token slack" }]);
    states = [{ name: "slack", state: "ready" }];
    await writeBatch(db, (tx) =>
      insertNotices(
        tx,
        [
          {
            id: "token slack 2026-11-24T08:00:00.000Z to slack:U9",
            platform: "slack",
            user: "U9",
            text: "I can't post.",
          },
        ],
        { madeAt: clock.now(), nextTry: clock.now() },
      ),
    );
    expect(await abouts()).toMatchObject([{ about: "token slack", outage: "slack" }]);
  });

  it("is a disk with less than a twentieth free; it is over at a little more", async () => {
    let share = 0.05;
    const checks = checksOf(
      { config: readConfig({}), now: clock.now },
      {
        app: { library: { db }, replica: ALONE } as never,
        platforms: [],
        states: () => [],
        free: async () => ({ share, bytes: 1.25e9 }),
      },
    );
    const look = async (...known: readonly string[]) => (await checks.disk?.(new Set(known)))?.length;
    expect(await look()).toBe(0);
    share = 0.049;
    expect(await look()).toBe(1);
    expect((await checks.disk?.(new Set()))?.[0]?.text).toContain("(1.3 GB)");
    share = 0.059;
    expect([await look(), await look("disk")]).toEqual([0, 1]);
    share = 0.06;
    expect(await look("disk")).toBe(0);
  });

  it("is looked up on the disk itself where nobody says what is free", async () => {
    const { share, bytes } = await freeOf(import.meta.dirname);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThanOrEqual(1);
    expect(bytes).toBeGreaterThan(0);
    await expect(freeOf("/no/such/folder")).rejects.toThrow("ENOENT");
  });
});
