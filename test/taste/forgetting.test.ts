import { beforeEach, describe, expect, it } from "vitest";
import { createPageKey } from "../../src/access/page-key.ts";
import { createSignIns } from "../../src/access/sign-in.ts";
import { createClub } from "../../src/club/club.ts";
import { planNow } from "../../src/delivery/planning/plan.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { createMail } from "../../src/mail/create-mail.ts";
import { createMailKeys } from "../../src/mail/keys.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import { forgetPerson, forgetServer, type OwnRow } from "../../src/store/forgetting.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { mailboxOf } from "../../src/store/mail/mailboxes.ts";
import { insertNotices } from "../../src/store/notices.ts";
import { personOwner } from "../../src/store/owner.ts";
import { OWN_COLUMNS, OWNERSHIP, tablesOf } from "../../src/store/ownership.ts";
import { createProvenTime } from "../../src/store/retention/proven-time.ts";
import { findVotes } from "../../src/store/votes.ts";
import { profileOfChannel } from "../../src/taste/profile.ts";
import { createTaste, type Taste, type Who } from "../../src/taste/taste.ts";
import { createClock } from "../support/clock.ts";
import { type Desk, openDesk } from "../support/delivery/delivery.ts";

const clock = createClock("2026-11-23T09:00:00Z");
const ann: Who = { platform: "fake", user: "U-ann", server: "S1", channel: "C1" };
const bob: Who = { ...ann, user: "U-bob" };
const PAPER = "arxiv:2601.00001";
const OTHER = "arxiv:2601.00002";

let desk: Desk;
let db: Database;
let taste: Taste;

beforeEach(async () => {
  clock.set("2026-11-23T09:00:00Z");
  desk = await openDesk(clock);
  db = desk.db;
  taste = createTaste({ db, now: clock.now });
});

/** Every row of every table, as text. */
async function everything(): Promise<Record<string, string>> {
  const tables = await db.introspection.getTables();
  const dumps = tables.map(async ({ name }) => {
    const rows = await db
      .selectFrom(name as "votes")
      .selectAll()
      .execute();
    return [name, JSON.stringify(rows)] as const;
  });
  return Object.fromEntries(await Promise.all(dumps));
}

/** Everything that a person can leave behind. */
async function liveIn(who: Who): Promise<void> {
  await taste.vote(who, PAPER, "up");
  await taste.vote(who, OTHER, "down");
  await taste.save(who, PAPER);
  const mine = await taste.scope(who, "me");
  await taste.follow(mine, [{ kind: "topic", value: "bees" }]);
  await taste.mark(mine, { kind: "topic", value: "bees" }, "muted");
  const channel = await taste.scope(who, "channel");
  await taste.follow(channel, [{ kind: "topic", value: `bees of ${who.channel}` }]);
  await taste.mark(channel, { kind: "paper", value: PAPER }, "muted");
  const club = createClub({ db, taste, timezone: "UTC", now: clock.now });
  await club.join(who, `${who.user} of the bees`);
  await club.add(who, PAPER);
  const provenTime = createProvenTime({ db, now: clock.now, elapsed: () => clock.now().getTime() });
  const signIns = createSignIns({ db, taste, key: createPageKey(db), provenTime });
  await signIns.redeem(await signIns.link(who, "person"));
  await signIns.link(who, "person");
  const notice = { id: `closed C1 to ${who.user}`, platform: "fake", user: who.user ?? "", text: "Closed." };
  await groupCommit(db, (tx) => insertNotices(tx, [notice], { madeAt: clock.now(), nextTry: clock.now() }));
}

/** Papers that come by mail. */
async function mailTo(who: Who): Promise<void> {
  let sent = "";
  const mail = createMail({
    db,
    keys: createMailKeys("a secret of the operator"),
    sendCode: async (_, code) => {
      sent = code;
    },
    isMember: async () => true,
    defaults: DEFAULT_SETTINGS,
    now: clock.now,
  });
  const person = await taste.person(who);
  const owner = { ...who, person, how: "/daily mail" };
  await mail.ask(owner, { address: `${who.user}@example.org`, search: `bees of ${who.user}` });
  const { subscription } = await mail.confirm(person, sent);
  if (subscription) await planNow(db, desk.index, subscription, clock.now());
}

describe("forgetting a person", () => {
  it("leaves no trace in any table, and what others said as it was", async () => {
    await liveIn(bob);
    await mailTo(bob);
    const before = await everything();
    const profile = await profileOfChannel(db, { platform: "fake", channel: "C1" }, clock.now());
    await liveIn(ann);
    await mailTo(ann);
    await desk.subscribe("C9", { createdBy: "U-ann" });
    const name = await taste.person(ann);
    expect(JSON.stringify(await everything())).toContain(name);

    await taste.forget(ann);
    const after = await everything();
    expect(JSON.stringify(after)).not.toContain(name);
    expect(JSON.stringify(after)).not.toContain("U-ann");
    for (const table of ["votes", "saves", "profile_marks", "mailboxes", "deliveries", "shown"])
      expect(after[table]).toBe(before[table]);
    expect(await profileOfChannel(db, { platform: "fake", channel: "C1" }, clock.now())).toEqual(profile);
    expect(await taste.tally(bob, PAPER)).toEqual({ up: 1, down: 0 });

    await taste.forget(ann);
    expect(await everything()).toMatchObject({ votes: after.votes, follows: after.follows });
  });

  it("finds out about everything that is forgotten", async () => {
    await liveIn(ann);
    await mailTo(ann);
    await desk.subscribe("C9", { createdBy: "U-ann" });
    const own = await taste.ownData(ann);
    expect(Object.fromEntries(Object.entries(own).map(([name, list]) => [name, list.length]))).toEqual({
      votes: 2,
      saved: 1,
      follows: 1,
      profile: 1,
      dailyPapers: 1,
      presents: 1,
      clubPapers: 1,
      presented: 0,
      signIns: 2,
      channels: 1,
      mailSettings: 1,
      mails: 1,
      mailedPapers: 3,
      mail: 1,
      mailContact: 0,
      mailConfirmations: 1,
      notices: 1,
    });
    const name = await taste.person(ann);
    expect(JSON.stringify(own)).not.toMatch(new RegExp(`${name}|"U-ann"`));
    await taste.forget(ann);
    expect(Object.values(await taste.ownData(ann)).flat()).toEqual([]);
  });

  it("does no harm in the middle of a pick", async () => {
    const subscription = await desk.subscribe("C1", { topics: ["bees"], server: "S1" });
    await liveIn(ann);
    await Promise.all([
      planNow(db, desk.index, subscription, clock.now()),
      taste.forget(ann),
      taste.vote(bob, PAPER, "up"),
    ]);
    expect((await desk.ledger()).map(({ state }) => state)).toEqual(["planned"]);
    expect((await findVotes(db, {})).map(({ person }) => person)).toEqual([await taste.person(bob)]);
  });
});

describe("every table there is", () => {
  /** A row of each table with the given values where it has such columns, and something in all the others. */
  async function fillAll(values: Readonly<Record<string, string>>): Promise<void> {
    for (const { name, columns } of await db.introspection.getTables()) {
      const row = columns.map(({ name: column, dataType }) => [
        column,
        values[column] ?? (/int/i.test(dataType) ? 1 : "x"),
      ]);
      await db
        .insertInto(name as "votes")
        .values(Object.fromEntries(row))
        .execute();
    }
  }

  async function tracesOf(value: string): Promise<readonly string[]> {
    const left = Object.entries(await everything()).filter(([, rows]) => rows.includes(value));
    return left.map(([name]) => name);
  }

  it("is declared, with every column that may name a person or a place", async () => {
    const tables = (await db.introspection.getTables()).filter(({ name }) => !name.startsWith("kysely_"));
    expect(Object.keys(OWNERSHIP).sort()).toEqual(tables.map(({ name }) => name).sort());
    const naming = tables.flatMap(({ name, columns }) =>
      columns.flatMap((one) =>
        /person|user|owner|recipient|_by$/.test(one.name) ? [`${name}.${one.name}`] : [],
      ),
    );
    // A mailbox is named by the channel that it is.
    const named = OWN_COLUMNS.filter(({ names }) => names !== "mailbox");
    const declared = named.map(({ table, column }) => `${table}.${column}`);
    // The lease of a delivery is held by a process, and a pause is "by" a kind of pauser, not by somebody.
    const nobody = ["deliveries.owner", "subscriptions.paused_by"];
    expect([...declared, ...nobody].sort()).toEqual(naming.sort());
    const placed = tables.flatMap(({ name, columns }) =>
      columns.some((one) => /^(server|channel)$/.test(one.name)) ? [name] : [],
    );
    expect([...tablesOf("channel", "owner", "origin", "asked", "server")].sort()).toEqual(placed.sort());
  });

  it.each(["hash", "owner", "user"] as const)("forgets a person by the %s", async (names) => {
    const person = "the-hash-of-a-person";
    const own = { hash: person, owner: personOwner(person), user: "U-person" }[names];
    const columns = OWN_COLUMNS.filter((one) => one.names === names);
    await fillAll({
      platform: "fake",
      ...Object.fromEntries(columns.map(({ column }) => [column, own])),
    });
    await db.deleteFrom("deliveries").execute();
    expect([...(await tracesOf(own))].sort()).toEqual([...new Set(columns.map(({ table }) => table))].sort());
    await groupCommit(db, (tx) => forgetPerson(tx, { platform: "fake", person, user: "U-person" }));
    expect(await tracesOf(own)).toEqual([]);
    // What is others' as well is still there.
    for (const { table } of columns.filter(({ forget }) => forget === "blank"))
      expect(await db.selectFrom(table).selectAll().execute(), table).toHaveLength(1);
  });

  it("forgets what is in a person's mailbox, and in no other", async () => {
    const mine = OWN_COLUMNS.filter(({ names }) => names === "mailbox").map(({ table }) => table);
    expect(mine).toEqual(["subscriptions", "deliveries", "shown"]);
    await fillAll({ ...mailboxOf("the-hash-of-a-person") });
    for (const [person, left] of [
      ["another", 1],
      ["the-hash-of-a-person", 0],
    ] as const) {
      await groupCommit(db, (tx) => forgetPerson(tx, { platform: "fake", person, user: "U" }));
      for (const table of mine)
        expect(await db.selectFrom(table).selectAll().execute(), table).toHaveLength(left);
    }
  });

  it("forgets a server, and leaves people what is theirs", async () => {
    const values = {
      platform: "fake",
      server: "S77",
      channel: "C77",
      channels: "[]",
      owner: "channel:fake:C77",
    };
    await fillAll(values);
    await groupCommit(db, (tx) => forgetServer(tx, { platform: "fake", server: "S77", channels: [] }));
    expect(await tracesOf("S77")).toEqual([]);
    expect(await tracesOf("C77")).toEqual([]);
    expect(await db.selectFrom("saves").selectAll().execute()).toHaveLength(1);
    for (const table of ["follows", "profile_marks"] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
  });
});

describe("forgetting a server", () => {
  const elsewhere: Who = { ...ann, server: "S2", channel: "C2" };

  it("deletes what was said, subscribed to and posted there, and nothing of other servers", async () => {
    await liveIn(elsewhere);
    const other = await desk.subscribe("C2", { server: "S2" });
    await planNow(db, desk.index, other, clock.now());
    const before = await everything();

    await liveIn(bob);
    for (const channel of ["C1", "C5"]) {
      const one = await desk.subscribe(channel, channel === "C1" ? { server: "S1" } : {});
      await planNow(db, desk.index, one, clock.now());
    }
    await groupCommit(db, (tx) =>
      forgetServer(tx, { platform: "fake", server: "S1", channels: ["C1", "C5", "C7"] }),
    );
    const after = await everything();
    for (const table of ["subscriptions", "deliveries", "shown", "votes", "clubs", "club_papers"])
      expect(after[table], table).toBe(before[table]);
  });

  it("leaves people what is theirs: what they saved, follow and marked, and what they said in private", async () => {
    await liveIn(ann);
    await taste.vote({ platform: "fake", user: "U-ann", server: "S1" }, PAPER, "down");
    const mine = { platform: "fake", user: "U-ann" };
    const { saved, follows, profile } = await taste.ownData(mine);
    await groupCommit(db, (tx) => forgetServer(tx, { platform: "fake", server: "S1", channels: ["C1"] }));
    const after = await taste.ownData(mine);
    const withoutServer = (rows: readonly OwnRow[]) => rows.map(({ server: _, ...row }) => row);
    expect(after.saved).toEqual(withoutServer(saved));
    expect(after.follows).toEqual(withoutServer(follows));
    expect(after.profile).toEqual(withoutServer(profile));
    expect(after.votes).toMatchObject([{ paper: PAPER, value: -1 }]);
    expect(after.saved).toHaveLength(1);
    expect(after.follows).toHaveLength(1);
    expect(after.profile).toHaveLength(1);
    expect(after.presents).toEqual([]);
    expect((await taste.following(await taste.scope(mine, "me"))).follows).toHaveLength(1);
  });

  it("takes what is not known to belong elsewhere, where a platform does not name its channels", async () => {
    await liveIn(elsewhere);
    await writeBatch(db, (tx) => forgetServer(tx, { platform: "other", server: "S2" }));
    expect(await findVotes(db, {})).toHaveLength(2);
    for (const channel of ["C2", "C5"]) {
      const one = await desk.subscribe(channel, channel === "C2" ? { server: "S2" } : {});
      await planNow(db, desk.index, one, clock.now());
    }
    await writeBatch(db, (tx) => forgetServer(tx, { platform: "fake", server: "S1" }));
    expect((await desk.rows()).map(({ channel }) => channel)).toEqual(["C2"]);
    expect(await findVotes(db, {})).toHaveLength(2);
  });
});
