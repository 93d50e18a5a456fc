import { beforeEach, describe, expect, it } from "vitest";
import { planNow } from "../../../src/delivery/planning/plan.ts";
import { DEFAULT_SETTINGS } from "../../../src/delivery/subscription-settings.ts";
import type { Library } from "../../../src/library/library.ts";
import { groupCommit } from "../../../src/store/group-commit.ts";
import { markLeft } from "../../../src/store/retention/left-servers.ts";
import { putSubscription } from "../../../src/store/subscriptions.ts";
import { createClock } from "../../support/clock.ts";
import { someLibrary } from "../../support/library/library.ts";
import { someWeb } from "../../support/web/some-web.ts";

const clock = createClock("2026-11-23T09:00:00Z");
const here = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" };
const there = { platform: "fake", server: "S2", channel: "C2", user: "U-bob" };
const PAGES = ["/", "/2026-11", "/club", "/trending"];
const FILES = [
  "/feed.atom",
  "/feed.json",
  "/papers.bib",
  "/papers.ris",
  "/club.ics",
  "/club/feed.atom",
  "/club/feed.json",
];

let library: Library;
let web: ReturnType<typeof someWeb>;
let token: string;
let other: string;

beforeEach(async () => {
  library = await someLibrary();
  await library.refresh();
  web = someWeb(library, { now: clock.now, parts: { kind: "lab" } });
  for (const [who, topic] of [
    [here, "secret bees"],
    [there, "secret wasps"],
  ] as const) {
    const { user: _, ...place } = who;
    const subscription = {
      ...DEFAULT_SETTINGS,
      ...place,
      topics: [topic],
      origin: "chat" as const,
      plannedUntil: clock.now(),
    };
    await groupCommit(library.db, (tx) => putSubscription(tx, subscription));
    await planNow(library.db, library.index, subscription, clock.now());
  }
  const content = JSON.stringify({ papers: [{ id: "arxiv:2307.08691", why: "Matches the hive" }] });
  await library.db.updateTable("deliveries").set({ state: "sent", message: "M1", content }).execute();
  [token, other] = [
    await web.parts.services.access.channels.link(here),
    await web.parts.services.access.channels.link(there),
  ];
});

/** A browser that has opened a link. */
async function cookieFor(link: string): Promise<{ readonly path: string; readonly cookie: string }> {
  const answer = await web.app.request(`/c/${link}`);
  expect(answer.status).toBe(302);
  const cookie = answer.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/; Path=\/c\/[\w-]{11}; HttpOnly; SameSite=Lax$/);
  return { path: answer.headers.get("location") ?? "", cookie: cookie.split(";")[0] ?? "" };
}

const get = (path: string, cookie = "") => web.app.request(path, { headers: { cookie } });

/** Every row of every table. */
async function everything(): Promise<string> {
  const tables = await library.db.introspection.getTables();
  const rows = tables.map(({ name }) =>
    library.db
      .selectFrom(name as "votes")
      .selectAll()
      .execute(),
  );
  return JSON.stringify(await Promise.all(rows));
}

describe("a channel's pages", () => {
  it("move the token from the address into a cookie, and show what is the channel's", async () => {
    const { path, cookie } = await cookieFor(token);
    expect(path).not.toContain(token);
    const answer = await get(path, cookie);
    const text = await answer.text();
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("x-robots-tag")).toBe("noindex");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(text).toContain("secret bees");
    expect(text).toContain("Matches the hive");
    expect(text).not.toMatch(/secret wasps|U-ann|U-bob/);
  });

  it("are files for programs that keep the token in the address", async () => {
    for (const file of FILES) expect((await get(`/c/${token}${file}`)).status, file).toBe(200);
    expect(await (await get(`/c/${token}/feed.atom`)).text()).toContain("<entry>");
    expect(await (await get(`/c/${token}/papers.bib`)).text()).toContain("@");
  });

  it("open for no stranger: without a token, with another's, forged, reset, or of a server that was left", async () => {
    const [mine, theirs] = [await cookieFor(token), await cookieFor(other)];
    const links = [
      mine.path.split("/")[2] ?? "",
      `${token.slice(0, -1)}${token.endsWith("_") ? "-" : "_"}`,
      "x",
      "A".repeat(33),
    ];
    const paths = links.flatMap((link) => [...PAGES, ...FILES].map((rest) => `/c/${link}${rest}`));
    const strangers = async (cookies: readonly string[]) => {
      for (const path of paths)
        for (const cookie of cookies) {
          const answer = await get(path, cookie);
          expect(answer.status, `${path} ${cookie}`).toBe(404);
          expect(await answer.text()).not.toContain("secret");
        }
    };
    await strangers(["", theirs.cookie, "paperboy-channel=x", `paperboy-channel=${links[1]}`]);
    await web.parts.services.access.channels.reset(here);
    paths.push(...FILES.map((file) => `/c/${token}${file}`), `/c/${token}`);
    await strangers([mine.cookie]);
    const fresh = await web.parts.services.access.channels.link(here);
    await groupCommit(library.db, (tx) => markLeft(tx, { platform: "fake", server: "S1" }, clock.now()));
    expect((await get(`/c/${fresh}/feed.atom`)).status).toBe(404);
    expect((await get(`/c/${other}/feed.atom`)).status).toBe(200);
  });

  it("change no row of any table by being opened", async () => {
    const before = await everything();
    const { path, cookie } = await cookieFor(token);
    for (const method of ["GET", "HEAD"]) {
      for (const rest of PAGES)
        await web.app.request(`${path.replace(/\/$/, "")}${rest}`, { method, headers: { cookie } });
      for (const rest of ["", ...PAGES, ...FILES]) await web.app.request(`/c/${token}${rest}`, { method });
      await web.app.request("/c/nothing/", { method });
    }
    expect(await everything()).toBe(before);
  });

  it("are not there where the page shows the library alone", async () => {
    web = someWeb(library, { now: clock.now });
    for (const rest of ["", ...PAGES, ...FILES]) expect((await get(`/c/${token}${rest}`)).status).toBe(404);
  });
});
