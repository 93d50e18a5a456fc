import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../../src/delivery/subscription-settings.ts";
import type { Library } from "../../../src/library/library.ts";
import { namingWith } from "../../../src/platforms/slack/naming.ts";
import { type Delivery, deliveryId, findDelivery, insertDeliveries } from "../../../src/store/deliveries.ts";
import { groupCommit } from "../../../src/store/group-commit.ts";
import { markLeft } from "../../../src/store/retention/left-servers.ts";
import { putSubscription } from "../../../src/store/subscriptions.ts";
import { someApp } from "../../support/app.ts";
import { createClock } from "../../support/clock.ts";
import { createFakePlatform } from "../../support/delivery/fake-poster.ts";
import { someLibrary, TODAY } from "../../support/library/library.ts";
import { everyRow, signedInBrowser, someBrowser, tokenIn } from "../../support/web/browser.ts";
import { listOn } from "../../support/web/days.ts";
import { someWeb } from "../../support/web/some-web.ts";

const clock = createClock(TODAY.toISOString());
const PLATFORM = "fake";
const admin = { platform: PLATFORM, server: "S1", channel: "C1", user: "U-ann" };
const operator = { platform: PLATFORM, server: "S1", channel: "C1", user: "U-op" };
const INSTALLATION = [{ name: "Version", text: "Paperboy 9.9.9 <b>" }];

let library: Library;
let web: ReturnType<typeof someWeb>;
let operators: { platform: string; user: string }[];

async function subscribe(server: string, channel: string, topic: string): Promise<void> {
  const subscription = {
    ...DEFAULT_SETTINGS,
    platform: PLATFORM,
    server,
    channel,
    topics: [topic],
    origin: "chat" as const,
    plannedUntil: clock.now(),
  };
  await groupCommit(library.db, (tx) => putSubscription(tx, subscription));
}

/** A post of a channel of which nobody knows whether it arrived. */
async function lose(server: string, channel: string): Promise<string> {
  const place = { platform: PLATFORM, server, channel };
  const day = "2026-11-23";
  const id = deliveryId(place, day, "post");
  const row: Delivery = {
    ...place,
    id,
    day,
    kind: "post",
    state: "uncertain",
    content: { papers: [] },
    dueAt: clock.now(),
    closesAt: new Date("2026-11-24T00:00:00Z"),
    attempts: 1,
    updatedAt: clock.now(),
  };
  await groupCommit(library.db, (tx) => insertDeliveries(tx, [row]));
  return id;
}

const stateOf = async (id: string) => (await findDelivery(library.db, id))?.state;
const signIn = (who: typeof admin & { onlyHere?: boolean }) => signedInBrowser(web, who, { opens: "admin" });

beforeEach(async () => {
  clock.set(TODAY);
  library = await someLibrary();
  operators = [{ platform: PLATFORM, user: "U-op" }];
  const poster = {
    ...createFakePlatform({ now: clock.now }),
    nameOf: async (id: string) => `#name-of-${id}\u202e`,
  };
  web = someWeb(library, {
    now: clock.now,
    app: {
      posters: new Map([[PLATFORM, poster]]),
      operators,
      installation: async () => INSTALLATION,
      platforms: () => [{ name: PLATFORM, state: "failed" }],
    },
    parts: { kind: "lab" },
  });
  await subscribe("S1", "C1", "toy bees");
  await subscribe("S1", "C2", "toy wasps");
  await subscribe("S2", "C3", "toy moths");
});

describe("the admin's page", () => {
  it("shows an admin the state of their own server alone", async () => {
    await listOn(library, "toy", "2026-11-23", [], { verdict: "failed", detail: "network: <i>" });
    const text = await (await (await signIn(admin)).get("/admin")).text();
    expect(text).toMatch(/🔴<\/span> <span>Fake: disconnected/);
    expect(text).toContain("2 channels have a daily paper.");
    expect(text).toContain("on toy bees");
    expect(text).toContain("on toy wasps");
    expect(text).toContain("failed (network: &lt;i&gt;)");
    expect(text).toContain("#name-of-C1");
    // The names of channels where they did not ask may be secret.
    expect(text).not.toMatch(/toy moths|C3|name-of-C2|Paperboy 9|\u202e|U-ann|<i>/);
  });

  it("shows who is one in a channel that channel alone, and the operator everything", async () => {
    const text = await (await (await signIn({ ...admin, onlyHere: true })).get("/admin")).text();
    expect(text).toContain("on toy bees");
    expect(text).not.toMatch(/toy wasps|toy moths/);
    const browser = await signIn(operator);
    const all = await (await browser.get("/admin")).text();
    for (const words of ["toy bees", "toy wasps", "toy moths", "#name-of-C3", "Paperboy 9.9.9 &lt;b&gt;"])
      expect(all).toContain(words);
    // Whoever runs the bot no more sees no more than other admins do.
    operators.splice(0, 1, { platform: PLATFORM, user: "U-new" });
    expect(await (await browser.get("/admin")).text()).not.toMatch(/toy moths|Paperboy 9/);
  });

  it("opens for no stranger, nor after signing out or when the bot has left, and changes nothing by being opened", async () => {
    const browser = await signIn(admin);
    const person = await signedInBrowser(web, admin);
    const before = await everyRow(library);
    for (const method of ["GET", "HEAD"] as const)
      expect((await browser.get("/admin", method)).status).toBe(200);
    for (const cookie of [
      "",
      person.cookie,
      person.cookie.replace("me", "admin"),
      `paperboy-admin=${"A".repeat(22)}`,
    ]) {
      const answer = await someBrowser(web, cookie).get("/admin");
      expect([answer.status, answer.headers.get("cache-control")], cookie).toEqual([
        403,
        "private, no-store",
      ]);
      expect(await answer.text()).not.toContain("toy");
    }
    expect(await everyRow(library)).toBe(before);
    const form = tokenIn(await (await browser.get("/admin")).text());
    expect((await browser.post("/admin/sign-out", { form })).status).toBe(303);
    expect((await browser.get("/admin")).status).toBe(403);
    const again = await signIn(admin);
    await groupCommit(library.db, (tx) => markLeft(tx, { platform: PLATFORM, server: "S1" }, clock.now()));
    expect((await again.get("/admin")).status).toBe(403);
  });

  it("takes an answer for a post that may be missing, of who may see it and by its own form", async () => {
    const [own, other] = [await lose("S1", "C2"), await lose("S2", "C3")];
    const browser = await signIn(admin);
    const text = await (await browser.get("/admin")).text();
    expect(text).toContain("Is the paper of 23 Nov 2026 in the channel?");
    const form = tokenIn(text);
    expect((await browser.post("/admin/settle", { post: own, answer: "drop" })).status).toBe(403);
    expect((await browser.post("/admin/settle", { form, post: own, answer: "burn" })).status).toBe(404);
    expect((await browser.post("/admin/settle", { form, post: other, answer: "drop" })).status).toBe(404);
    expect([await stateOf(own), await stateOf(other)]).toEqual(["uncertain", "uncertain"]);
    expect((await browser.post("/admin/settle", { form, post: own, answer: "drop" })).status).toBe(303);
    expect(await stateOf(own)).toBe("skipped");
    expect((await browser.post("/admin/settle", { form, post: own, answer: "post" })).status).toBe(404);
  });
});

describe("/page admin", () => {
  const ask = async (caller: object) => {
    const { chat } = someApp(library, clock.now, {
      operators,
      page: { shows: "lab", address: "https://lab.example.org" },
    });
    return chat.runText("page", "admin", { ...namingWith("/"), ...admin, admin: false, ...caller });
  };

  it("gives managers and operators a link, and nobody else", async () => {
    expect(await ask({})).toMatchObject({ outcome: "usage", audience: "asker" });
    for (const [caller, scope] of [
      [{ admin: true }, "the channels here and nowhere else"],
      [{ admin: true, onlyHere: true }, "this channel alone"],
      [{ user: "U-op", channel: undefined, server: undefined }, "every channel"],
    ] as const) {
      const reply = await ask(caller);
      expect(reply).toMatchObject({ outcome: "answer", audience: "asker" });
      expect(reply.cards[0]?.url).toMatch(/^https:\/\/lab\.example\.org\/open\/[\w-]{22}$/);
      expect(reply.cards[0]?.body).toContain(scope);
    }
  });
});
