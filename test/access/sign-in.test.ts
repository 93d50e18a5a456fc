import { beforeEach, describe, expect, it } from "vitest";
import { createPageKey } from "../../src/access/page-key.ts";
import { createSignIns, type SignIns } from "../../src/access/sign-in.ts";
import type { Database } from "../../src/store/database.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { markLeft } from "../../src/store/retention/left-servers.ts";
import { createProvenTime } from "../../src/store/retention/proven-time.ts";
import { createTaste, type Taste, type Who } from "../../src/taste/taste.ts";
import { DAY_MS, MINUTE_MS } from "../../src/time/day.ts";
import { createClock } from "../support/clock.ts";
import { someDatabase } from "../support/library/database.ts";

const START = "2026-11-23T09:00:00Z";
const clock = createClock(START);
const ann: Who = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" };
const bob: Who = { ...ann, user: "U-bob" };

let db: Database;
let taste: Taste;
let signIns: SignIns;
let steady: number;

beforeEach(async () => {
  clock.set(START);
  db = await someDatabase();
  taste = createTaste({ db, now: clock.now });
  start();
});

/** Begins a run of the program. */
function start(): void {
  steady = 0;
  const provenTime = createProvenTime({ db, now: clock.now, elapsed: () => steady });
  signIns = createSignIns({ db, taste, key: createPageKey(db), provenTime });
}

function pass(ms: number): void {
  steady += ms;
  clock.advance(ms);
}

async function signIn(who: Who, opens: "person" | "admin" = "person"): Promise<string> {
  const redeemed = await signIns.redeem(await signIns.link(who, opens));
  if (!redeemed) throw new Error("the link did not work");
  return redeemed.token;
}

describe("a link", () => {
  it("is looked at as often as one likes, and works once", async () => {
    const token = await signIns.link(ann, "person");
    for (let look = 0; look < 3; look++) expect(await signIns.look(token)).toBe("person");
    const redeemed = await signIns.redeem(token);
    expect(redeemed).toMatchObject({ opens: "person" });
    expect(await signIns.look(token)).toBeUndefined();
    expect(await signIns.redeem(token)).toBeUndefined();
    expect((await signIns.session(redeemed?.token ?? "", "person"))?.who).toEqual(ann);
  });

  it("works for one of two who press at the same moment", async () => {
    const token = await signIns.link(ann, "person");
    const both = await Promise.all([signIns.redeem(token), signIns.redeem(token)]);
    expect(both.filter((one) => one !== undefined)).toHaveLength(1);
  });

  it("takes the place of the one before it, and of nobody else's", async () => {
    const [first, bobs, admins] = [
      await signIns.link(ann, "person"),
      await signIns.link(bob, "person"),
      await signIns.link(ann, "admin"),
    ];
    await signIns.link(ann, "person");
    expect(await signIns.redeem(first)).toBeUndefined();
    expect(await signIns.redeem(bobs)).toBeDefined();
    expect(await signIns.redeem(admins)).toMatchObject({ opens: "admin" });
  });

  it("ends after 15 minutes", async () => {
    const [early, late] = [await signIns.link(ann, "person"), await signIns.link(bob, "person")];
    pass(15 * MINUTE_MS - 1);
    expect(await signIns.redeem(early)).toBeDefined();
    pass(1);
    expect(await signIns.look(late)).toBeUndefined();
    expect(await signIns.redeem(late)).toBeUndefined();
  });

  it("is no cookie, and a cookie no link", async () => {
    const link = await signIns.link(ann, "person");
    expect(await signIns.session(link, "person")).toBeUndefined();
    expect(await signIns.redeem(await signIn(bob))).toBeUndefined();
  });
});

describe("a session", () => {
  it("is its own person's and kind's, for 30 days; an admin's for 7", async () => {
    const [anns, bobs, admins] = [await signIn(ann), await signIn(bob), await signIn(ann, "admin")];
    expect((await signIns.session(anns, "person"))?.who).toEqual(ann);
    expect((await signIns.session(bobs, "person"))?.who).toEqual(bob);
    expect(await signIns.session(anns, "admin")).toBeUndefined();
    expect(await signIns.session(admins, "person")).toBeUndefined();
    pass(7 * DAY_MS);
    expect(await signIns.session(admins, "admin")).toBeUndefined();
    pass(23 * DAY_MS - 1);
    expect(await signIns.session(anns, "person")).toBeDefined();
    pass(1);
    expect(await signIns.session(anns, "person")).toBeUndefined();
  });

  it("is of the channel of its thread, and of a person alone in a direct message", async () => {
    const thread = await signIn({ ...ann, channel: "T9", parent: "C1" });
    expect((await signIns.session(thread, "person"))?.who).toEqual(ann);
    const alone: Who = { platform: "fake", user: "U-ann" };
    expect((await signIns.session(await signIn(alone), "person"))?.who).toMatchObject(alone);
  });

  it("has a token for its forms that no other session has", async () => {
    const [anns, bobs] = [await signIn(ann), await signIn(bob)];
    const [one, other] = [await signIns.session(anns, "person"), await signIns.session(bobs, "person")];
    if (!one || !other) throw new Error("nobody is signed in");
    expect(signIns.isFormOf(one, one.formToken)).toBe(true);
    for (const forged of ["", other.formToken, anns, one.formToken.slice(1), `${one.formToken}A`])
      expect(signIns.isFormOf(one, forged)).toBe(false);
  });

  it("ends with signing out, and everywhere with a reset", async () => {
    const [one, two, bobs] = [await signIn(ann), await signIn(ann), await signIn(bob)];
    await signIns.signOut(one);
    expect(await signIns.session(one, "person")).toBeUndefined();
    expect(await signIns.session(two, "person")).toBeDefined();
    const link = await signIns.link(ann, "person");
    expect(await signIns.signOutEverywhere(ann)).toBe(1);
    expect(await signIns.session(two, "person")).toBeUndefined();
    expect(await signIns.redeem(link)).toBeUndefined();
    expect(await signIns.session(bobs, "person")).toBeDefined();
  });

  it("ends when its person is forgotten, and when the bot leaves the server where it began", async () => {
    const [anns, bobs] = [await signIn(ann), await signIn({ ...bob, server: "S2" })];
    await taste.forget(ann);
    expect(await signIns.session(anns, "person")).toBeUndefined();
    await groupCommit(db, (tx) => markLeft(tx, { platform: "fake", server: "S2" }, clock.now()));
    expect(await signIns.session(bobs, "person")).toBeUndefined();
  });

  it("opens nothing by what was made up", async () => {
    const token = await signIn(ann);
    const flipped = Array.from(token, (letter, at) =>
      [token.slice(0, at), letter === "A" ? "B" : "A", token.slice(at + 1)].join(""),
    );
    for (const forged of ["", "A".repeat(22), token.slice(1), `${token}A`, ...flipped])
      expect(await signIns.session(forged, "person"), forged).toBeUndefined();
  });
});

describe("what the database keeps", () => {
  it("is neither a token nor who it is", async () => {
    const [token, link] = [await signIn(ann), await signIns.link(ann, "person")];
    const kept = JSON.stringify(await db.selectFrom("page_sign_ins").selectAll().execute());
    for (const secret of [token, link, "U-ann"]) expect(kept).not.toContain(secret);
  });

  it("is deleted when it has ended, and not before", async () => {
    await signIn(ann);
    await signIns.link(bob, "person");
    const rows = async () => (await db.selectFrom("page_sign_ins").selectAll().execute()).length;
    await signIns.purge();
    expect(await rows()).toBe(2);
    pass(16 * MINUTE_MS);
    await signIns.purge();
    expect(await rows()).toBe(1);
    pass(31 * DAY_MS);
    await signIns.purge();
    expect(await rows()).toBe(0);
  });

  it("is not changed by looking, not even by a first look at the time", async () => {
    const [token, link] = [await signIn(ann), await signIns.link(ann, "person")];
    const all = async () =>
      JSON.stringify([
        await db.selectFrom("page_sign_ins").selectAll().execute(),
        await db.selectFrom("settings").selectAll().execute(),
      ]);
    const before = await all();
    start();
    expect(await signIns.session(token, "person")).toBeDefined();
    expect(await signIns.look(link)).toBe("person");
    expect(await all()).toBe(before);
  });
});

describe("a clock that is set", () => {
  it.each([-1, -400, 1, 400])("by %d days makes no link live longer or shorter", async (days) => {
    const [early, late] = [await signIns.link(ann, "person"), await signIns.link(bob, "person")];
    clock.advance(days * DAY_MS);
    steady += 14 * MINUTE_MS;
    clock.advance(14 * MINUTE_MS);
    expect(await signIns.redeem(early)).toBeDefined();
    pass(2 * MINUTE_MS);
    expect(await signIns.look(late)).toBeUndefined();
    expect(await signIns.redeem(late)).toBeUndefined();
  });

  it("ends no session early by having been ahead, and keeps none for long", async () => {
    clock.advance(3650 * DAY_MS);
    const token = await signIn(ann);
    clock.advance(-3650 * DAY_MS);
    start();
    await signIns.purge();
    expect(await signIns.session(token, "person")).toBeDefined();
    pass(30 * DAY_MS);
    expect(await signIns.session(token, "person")).toBeUndefined();
  });
});
