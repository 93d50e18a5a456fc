import { parseFeed } from "feedsmith";
import RssParser from "rss-parser";
import { beforeEach, describe, expect, it } from "vitest";
import { planNow } from "../../../src/delivery/planning/plan.ts";
import { DEFAULT_SETTINGS } from "../../../src/delivery/subscription-settings.ts";
import type { Library } from "../../../src/library/library.ts";
import { papersInFeed } from "../../../src/papers/sources/feed-papers.ts";
import {
  type Delivery,
  type DeliveryKind,
  deliveryId,
  insertDeliveries,
} from "../../../src/store/deliveries.ts";
import { groupCommit } from "../../../src/store/group-commit.ts";
import { markLeft } from "../../../src/store/retention/left-servers.ts";
import { putSubscription } from "../../../src/store/subscriptions.ts";
import { createClock } from "../../support/clock.ts";
import { createFakePlatform } from "../../support/delivery/fake-poster.ts";
import { someLibrary } from "../../support/library/library.ts";
import { atomFaults } from "../../support/web/atom-rules.ts";
import { jsonFeedRules } from "../../support/web/json-feed-rules.ts";
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

describe("what a channel's pages show", () => {
  const NOW = "2026-11-27T15:00:00Z";
  const clock = createClock(NOW);
  const here = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" };
  const place = { platform: "fake", server: "S1", channel: "C1" };
  const [A, B, C] = ["arxiv:2307.08691", "arxiv:2407.01872", "arxiv:2503.15855"] as const;
  const QUIET = "no new papers match secret <b>bees</b>, and this channel stays quiet on such days";

  let library: Library;
  let web: ReturnType<typeof someWeb>;
  let token: string;
  let name: string | undefined;

  /** A page as a browser that has opened the link sees it. */
  async function page(rest: string): Promise<string> {
    const opened = await web.app.request(`/c/${token}${rest}`);
    expect(opened.status, rest).toBe(302);
    const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
    const answer = await web.app.request(opened.headers.get("location") ?? "", { headers: { cookie } });
    expect(answer.status, rest).toBe(200);
    return answer.text();
  }

  const file = async (rest: string) => (await web.app.request(`/c/${token}${rest}`)).text();

  /** The lines that stand where a paper would, with what is bold in them. */
  function quietLines(text: string): readonly string[] {
    return [...text.matchAll(/<p class="quiet">(.*?)<\/p>/g)].map(([, line = ""]) =>
      line.replace(/<\/?b>/g, ""),
    );
  }

  function row(day: string, more: Partial<Delivery> = {}, kind: DeliveryKind = "post"): Delivery {
    const at = new Date(`${day}T08:00:00Z`);
    return {
      id: deliveryId(place, day, kind),
      ...place,
      day,
      kind,
      state: "sent",
      content: { papers: [{ id: A, why: "Matches the hive" }] },
      dueAt: at,
      closesAt: new Date(`${day}T23:00:00Z`),
      attempts: 1,
      message: "M1",
      updatedAt: new Date(at.getTime() + 5000),
      ...more,
    };
  }

  const skipped = (day: string, reason: string) =>
    row(day, { state: "skipped", content: { papers: [] }, reason });

  async function ledger(...rows: readonly Delivery[]): Promise<void> {
    await groupCommit(library.db, (tx) => insertDeliveries(tx, rows));
  }

  beforeEach(async () => {
    clock.set(NOW);
    library = await someLibrary();
    name = "#toys";
    const poster = { ...createFakePlatform({ now: clock.now }), nameOf: async () => name };
    web = someWeb(library, {
      now: clock.now,
      url: "https://lab.example.org/papers",
      app: { posters: new Map([["fake", poster]]) },
      parts: { kind: "lab" },
    });
    token = await web.parts.services.access.channels.link(here);
  });

  describe("a channel's days", () => {
    it("have their papers, or why there are none; days with the same reason are told together", async () => {
      await ledger(
        skipped("2026-11-27", QUIET),
        skipped("2026-11-26", QUIET),
        skipped("2026-11-25", QUIET),
        skipped("2026-11-24", "paused: by a channel manager"),
        row("2026-11-23"),
        row(
          "2026-11-23",
          { state: "failed", reason: "no threads there.", content: { papers: [{ id: B, why: "" }] } },
          "thread",
        ),
        row("2026-11-20", { content: { papers: [{ id: C, why: "" }], note: "No new papers match today." } }),
        row("2026-11-19", { state: "uncertain" }),
        skipped("2026-10-30", "I was not running here that day"),
      );
      const text = await page("/");
      expect(quietLines(text)).toEqual([
        "Fri 27 Nov Nothing good today: no new papers match secret &lt;b&gt;bees&lt;/b&gt;, and this channel stays quiet on such days.",
        "Wed 25 Nov – Thu 26 Nov Nothing good: no new papers match secret &lt;b&gt;bees&lt;/b&gt;, and this channel stays quiet on such days.",
        "Tue 24 Nov Not posted (paused: by a channel manager).",
        "1 more paper not posted yet, I&#39;ll try again (no threads there).",
        "No new papers match today.",
        "Thu 19 Nov Perhaps not posted; check the channel.",
        "Fri 30 Oct Not posted (I was not running here that day).",
      ]);
      expect(text).toContain("Matches the hive");
      expect(text.match(/<article/g)).toHaveLength(2);
      const october = await page("/2026-10");
      expect(quietLines(october)).toHaveLength(1);
      expect(october).toContain("November 2026 →");
      expect(await page("/2025-01")).toContain("No paper was due here in this month.");
    });

    it("keep their papers when the ledger has forgotten them", async () => {
      await ledger(row("2026-11-23"));
      const shown = { ...place, paper: C, day: "2025-10-14" };
      await library.db.insertInto("shown").values(shown).execute();
      const text = await page("/2025-10");
      expect(text).toContain("Tuesday 14 October 2025");
      expect(text.match(/<article/g)).toHaveLength(1);
      expect(await page("/")).toContain('/2025-10">October 2025</a>');
      expect(await page("/2026-11")).not.toContain("14 October 2025");
    });

    it("say nothing good where the ledger says that nothing matched", async () => {
      const subscription = {
        ...DEFAULT_SETTINGS,
        ...place,
        topics: ["qwertzuiop"],
        whenEmpty: "quiet" as const,
        origin: "chat" as const,
        plannedUntil: clock.now(),
      };
      await groupCommit(library.db, (tx) => putSubscription(tx, subscription));
      await planNow(library.db, library.index, subscription, clock.now());
      const text = await page("/");
      expect(quietLines(text).join()).toContain("Nothing good today: no new papers match qwertzuiop");
      expect(text).toContain("on qwertzuiop, or nothing if no paper matches.");
    });

    it("have votes as numbers, and a feed whose entries came when they were posted", async () => {
      await ledger(row("2026-11-23"), row("2026-11-20", { content: { papers: [{ id: C, why: "" }] } }));
      const { taste } = web.parts.services;
      for (const user of ["U-ann", "U-bob"]) await taste.vote({ ...here, user }, A, "up");
      await taste.vote({ ...here, user: "U-eve" }, A, "down");
      const text = await page("/");
      expect(text).toContain("👍 2</bdi> · <bdi>👎 1");
      expect(text).not.toMatch(/U-ann|U-bob|U-eve/);
      const { items } = jsonFeedRules.parse(JSON.parse(await file("/feed.json")));
      expect(items.map(({ date_modified }) => date_modified)).toEqual([
        "2026-11-23T09:00:00.000Z",
        "2026-11-23T09:00:00.000Z",
      ]);
      const url = "https://lab.example.org/feed.atom";
      const reading = { url, today: "2026-11-27", most: 10 };
      const read = await papersInFeed({ body: await file("/feed.atom"), ...reading });
      expect(read).toMatchObject([{ id: A }, { id: C }]);
      await library.db.updateTable("papers").set({ added_at: "2026-01-01T00:00:00.000Z" }).execute();
      expect(JSON.parse(await file("/feed.json")).items[1].date_modified).toBe("2026-11-20T08:00:05.000Z");
    });

    it("hold no markup and no turn of direction of a channel's name", async () => {
      await ledger(row("2026-11-23"));
      for (const hostile of [
        "#a\u202eb<script>alert(1)</script>",
        "\ud800",
        "\u202e",
        "x".repeat(5000),
        "",
      ]) {
        name = hostile;
        for (const rest of ["/", "/2026-11", "/club", "/trending"])
          expect(await page(rest)).not.toMatch(/<script>|\u202e|<h1><bdi><\/bdi>/);
        for (const rest of ["/feed.atom", "/club/feed.atom"])
          expect(atomFaults(await file(rest))).toEqual([]);
      }
    });
  });

  describe("a channel's journal club", () => {
    beforeEach(async () => {
      const { club } = web.parts.services;
      clock.set("2026-11-16T09:00:00Z");
      await club.schedule(here, { when: "tuesday", time: "14:00", timezone: "Europe/Berlin" });
      for (const id of [A, B, C]) await club.add(here, id);
      await club.join(here, "Ann Secret");
      clock.set("2026-11-24T13:30:00Z");
      await club.markDiscussed({ ...here, admin: true }, A);
      clock.set(NOW);
    });

    it("has its agenda, its later meetings and what was discussed, and names nobody", async () => {
      await web.parts.services.taste.vote(here, C, "up");
      const text = await page("/club");
      expect(text).toContain("Tuesday 1 December 2026, 14:00 Berlin time");
      expect(text).toContain("Tuesday 8 December 2026, 14:00 Berlin time");
      const titles = [...text.matchAll(/<h3><a href="\/papers\/paper\/([^"]*)"/g)].map(([, id]) => id);
      expect(titles).toEqual([C, B, A].map((id) => id.replace(":", "/")));
      expect(text).toContain("Tuesday 24 November 2026");
      expect(text).not.toContain("Ann Secret");
    });

    it("is a feed of meetings that two readers and our own rules find well", async () => {
      const atom = await file("/club/feed.atom");
      expect(atomFaults(atom)).toEqual([]);
      expect(atom).not.toContain("Ann Secret");
      const { items } = jsonFeedRules.parse(JSON.parse(await file("/club/feed.json")));
      const titles = [
        "Journal club: Tuesday 1 December 2026, 14:00 Berlin time",
        "Journal club: Tuesday 24 November 2026",
      ];
      expect(items.map(({ title }) => title)).toEqual(titles);
      // The next meeting is that since the last one began.
      expect(items.map(({ date_modified }) => date_modified)).toEqual([
        "2026-11-24T13:00:00.000Z",
        "2026-11-23T23:00:00.000Z",
      ]);
      const read = parseFeed(atom);
      expect(read.format === "atom" && read.feed.entries?.map(({ title }) => title?.value ?? title)).toEqual(
        titles,
      );
      const reading = { url: "https://lab.example.org/feed.atom", today: "2026-11-27", most: 10 };
      expect(await papersInFeed({ body: atom, ...reading })).toMatchObject(
        titles.map((title) => ({ title })),
      );
      expect((await new RssParser().parseString(atom)).items.map(({ title }) => title)).toEqual(titles);
    });

    it("keeps the id of a meeting when it is over, and says when its agenda changed", async () => {
      const items = async () => JSON.parse(await file("/club/feed.json")).items;
      const [next] = await items();
      clock.set("2026-11-30T09:00:00Z");
      await web.parts.services.club.add(here, "arxiv:2502.17482");
      expect((await items())[0]).toMatchObject({ id: next.id, date_modified: "2026-11-30T09:00:00.000Z" });
      clock.set("2026-12-01T14:00:00Z");
      await web.parts.services.club.markDiscussed({ ...here, admin: true }, B);
      const [after, over] = await items();
      expect(over).toMatchObject({ id: next.id, title: "Journal club: Tuesday 1 December 2026" });
      expect(after.id).not.toBe(next.id);
    });
  });

  describe("a channel's votes by week", () => {
    it("are a picture and a table of those of its lab, where there are any", async () => {
      expect(await page("/")).not.toContain("Votes by week");
      expect((await web.app.request(`/c/${token}/charts/votes-by-week.svg`)).status).toBe(404);
      const { taste } = web.parts.services;
      for (const user of ["U-ann", "U-bob"]) await taste.vote({ ...here, user }, A, "up");
      await taste.vote({ ...here, channel: "C9" }, B, "down");
      await taste.vote({ ...here, server: "S2", channel: "C2" }, C, "up");
      const text = await page("/");
      expect(text).toContain("Bars: 0 to 3 votes in each of the last 26 weeks.");
      expect(text).toMatch(/2026 W48<\/a><\/th><td>2<\/td><td>1<\/td>/);
      const picture = await web.app.request(`/c/${token}/charts/votes-by-week.svg?look=dark`);
      expect(picture.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
      expect(picture.headers.get("cache-control")).toBe("private, no-store");
      expect(await picture.text()).toContain('<title id="name">Votes by week</title>');
    });
  });

  describe("a channel's trending papers", () => {
    it("are those of its lab beside those of Hugging Face", async () => {
      const { taste } = web.parts.services;
      await taste.vote({ ...here, channel: "C9" }, B, "up");
      await taste.vote({ ...here, server: "S2", channel: "C2" }, C, "up");
      const [lab = "", others = ""] = (await page("/trending?period=week")).split('id="elsewhere"');
      const path = (id: string) => `/paper/${id.replace(":", "/")}`;
      expect(lab).toContain(path(B));
      expect(lab).not.toContain(path(C));
      expect(others).toContain("Upvoted on Hugging Face");
      const { body } = await web.app.request("/trending");
      expect(await new Response(body).text()).not.toContain("Upvoted here");
    });
  });
});
