import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Library } from "../../src/library/library.ts";
import type { Who } from "../../src/taste/taste.ts";
import { DAY_MS, MINUTE_MS } from "../../src/time/day.ts";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { aPaper } from "../support/library/a-paper.ts";
import {
  type Browser,
  everyRow,
  openSmallLibrary,
  signedInBrowser,
  someBrowser,
  tokenIn,
} from "../support/web/browser.ts";
import { someWeb } from "../support/web/some-web.ts";

const clock = createClock("2026-11-23T09:00:00Z");
const ann = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" } satisfies Who;
const carl: Who = { ...ann, channel: "C9", user: "U-carl" };
const bob: Who = { platform: "fake", server: "S2", channel: "C2", user: "U-bob" };
const caller = { ...ann, admin: false, prefix: "/" };
const [FLASH, MAMBA] = ["arxiv:2307.08691", "arxiv:2312.00752"];
const PAPER = FLASH;
const PAGE = "/paper/arxiv/2307.08691";
const BACK = "/search?q=attention&page=2";
const PAGES = [
  "/me",
  "/me/saved",
  "/me/follows",
  "/me/profile",
  "/me/profile?removed=1",
  "/me/data",
  "/me/export",
  "/me/forget",
];
const FORMS = [
  "/me/follows",
  "/me/profile",
  "/me/forget",
  "/me/sign-out",
  "/me/sign-out-everywhere",
  "/feedback",
];

/** One for all tests, each of which begins with nothing said. */
let library: Library;
let close: () => Promise<void>;
let web: ReturnType<typeof someWeb>;
let anns: Browser;
let bobs: Browser;

beforeAll(async () => {
  ({ library, close } = await openSmallLibrary(clock.now));
});
afterAll(() => close());

beforeEach(async () => {
  for (const table of ["votes", "saves", "follows", "profile_marks", "page_sign_ins", "club_papers"] as const)
    await library.db.deleteFrom(table).execute();
  web = someWeb(library, { now: clock.now, parts: { kind: "lab" } });
  anns = await signedInBrowser(web, ann);
  bobs = await signedInBrowser(web, bob);
});

const link = (who: Who, opens: "person" | "admin" = "person") =>
  web.parts.services.access.signIns.link(who, opens);
const get = (path: string, cookie = "") => someBrowser(web, cookie).get(path);
const post = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  someBrowser(web).post(path, {}, headers);
const signIn = (who: Who, before = "") => signedInBrowser(web, who, { before });
const votes = () =>
  library.db.selectFrom("votes").select(["paper", "value", "platform", "server", "channel"]).execute();
const BUTTON = /name="(\w+)" value="arxiv:2307\.08691" aria-pressed="(\w+)">([^<]+)</g;
const buttons = async (browser: Browser, path = PAGE) =>
  [...(await (await browser.get(path)).text()).matchAll(BUTTON)].map((found) => found.slice(1).join(" "));
const text = async (path: string, browser = anns) => (await browser.get(path)).text();
/** What chat answers over the same library. */
const chat = (line: string) => someApp(library, clock.now).chat.runLine(`/${line}`, caller);
const titles = (page: string) =>
  [...page.matchAll(/<h2><a [^>]*><bdi>([^<]*)/g)].map(([, title = ""]) => title.replaceAll("&#39;", "'"));

describe("a link to sign in", () => {
  it("shows what it opens, and changes nothing until its button is pressed", async () => {
    const token = await link(ann);
    const before = await everyRow(library);
    for (const method of ["GET", "HEAD", "GET"]) {
      const answer = await web.app.request(`/open/${token}`, { method });
      expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, null]);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      if (method === "GET") expect(await answer.text()).toContain(`method="post" action="/open/${token}">`);
    }
    expect(await everyRow(library)).toBe(before);
  });

  it("leads to a clean address with a cookie that scripts cannot read", async () => {
    const answer = await post(`/open/${await link(ann)}`, { origin: "null" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/me"]);
    expect(answer.headers.get("set-cookie")).toMatch(
      /^paperboy-me=[\w-]{22}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it("makes a cookie for TLS alone, and below the page's path, where the page is there", async () => {
    web = someWeb(library, { url: "https://lab.example.org/papers", now: clock.now, parts: { kind: "lab" } });
    const answer = await post(`/papers/open/${await link(ann)}`);
    expect(answer.headers.get("location")).toBe("/papers/me");
    expect(answer.headers.get("set-cookie")).toMatch(/; Path=\/papers; HttpOnly; Secure; SameSite=Lax$/);
  });

  it("signs an admin in to the admin's pages alone", async () => {
    const answer = await post(`/open/${await link(ann, "admin")}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/admin"]);
    expect(answer.headers.get("set-cookie")).toMatch(
      /^paperboy-admin=[\w-]{22}; Max-Age=604800; Path=\/admin;/,
    );
    const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect((await get("/me", cookie)).status).toBe(403);
  });

  it("that was used, is too old, was made up or is another kind of link says what to do", async () => {
    const [used, old] = [await link(ann), await link(bob)];
    await post(`/open/${used}`);
    clock.advance(16 * MINUTE_MS);
    const channel = await web.parts.services.access.channels.link(ann);
    for (const token of [used, old, channel, "x", "A".repeat(22), "%00", "..%2f", "é", "A".repeat(5000)])
      for (const answer of [await get(`/open/${token}`), await post(`/open/${token}`)]) {
        expect([token, answer.status, answer.headers.get("set-cookie")]).toEqual([token, 404, null]);
        expect(await answer.text()).toContain("“page me”");
      }
  });

  it("is not used by a page of another site", async () => {
    const token = await link(ann);
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null", "sec-fetch-site": "cross-site" },
    ])
      expect((await post(`/open/${token}`, headers)).status).toBe(403);
    expect((await post(`/open/${token}`, { origin: "http://localhost" })).status).toBe(303);
  });

  it("signs out whoever was signed in in that browser", async () => {
    const theirs = await signIn(bob, anns.cookie);
    expect((await anns.get("/me/saved")).status).toBe(403);
    expect((await theirs.get("/me/saved")).status).toBe(200);
  });
});

describe("a session", () => {
  it("ends by signing out, after 30 days, and when its person is forgotten", async () => {
    const out = await anns.send("/me/sign-out");
    expect([out.status, out.headers.get("location")]).toEqual([303, "/"]);
    expect(out.headers.get("set-cookie")).toMatch(/^paperboy-me=; Max-Age=0; Path=\//);
    const forgotten = await signIn(ann);
    await web.parts.services.taste.forget(ann);
    const old = await signIn(bob);
    clock.advance(30 * DAY_MS);
    for (const browser of [anns, forgotten, old]) expect((await browser.get("/me/saved")).status).toBe(403);
  });

  it("is nowhere in the log, and nowhere on a page of the library alone", async () => {
    const { cookie } = await signIn(ann);
    await get("/me/saved", cookie);
    expect(JSON.stringify(web.log.entries)).not.toContain(cookie.split("=")[1]);
    const { app } = someWeb(library, { now: clock.now });
    for (const path of ["/me", `/open/${await link(ann)}`])
      expect((await app.request(path)).status).toBe(404);
    expect(await (await app.request("/", { headers: { cookie } })).text()).not.toContain('href="/me"');
  });
});

describe("votes and saves on the page", () => {
  it("are those of chat, where the link was asked for, and seen there at once", async () => {
    expect(await buttons(anns)).toEqual([
      "up false 👍 Relevant",
      "down false 👎 Not relevant",
      "save false Save",
    ]);
    const answer = await anns.send("/feedback", { up: PAPER, back: BACK });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^\/search\?q=attention&page=2#p-\w+$/);
    await anns.send("/feedback", { save: PAPER, back: "/" });
    expect(await votes()).toEqual([
      { paper: PAPER, value: 1, platform: "fake", server: "S1", channel: "C1" },
    ]);
    const { taste } = web.parts.services;
    expect(await taste.tally(carl, PAPER)).toEqual({ up: 1, down: 0 });
    expect(await taste.isSaved(ann, PAPER)).toBe(true);

    await taste.vote(carl, PAPER, "up");
    for (const path of [PAGE, "/search?q=flashattention", "/me/saved"])
      expect(await buttons(anns, path), path).toEqual([
        "none true 👍 Relevant 2",
        "down false 👎 Not relevant",
        "unsave true Saved",
      ]);
    await taste.vote(ann, PAPER, "none");
    await anns.send("/feedback", { unsave: PAPER });
    expect(await buttons(anns)).toEqual([
      "up false 👍 Relevant 1",
      "down false 👎 Not relevant",
      "save false Save",
    ]);
  });

  it("say the same when a form comes twice, or from a page that was old", async () => {
    for (let time = 0; time < 2; time++) await anns.send("/feedback", { up: PAPER });
    clock.advance(60_000);
    await anns.send("/feedback", { up: PAPER });
    expect((await votes()).map(({ value }) => value)).toEqual([1]);
    await anns.send("/feedback", { down: PAPER });
    expect((await votes()).map(({ value }) => value)).toEqual([-1]);
    for (let time = 0; time < 2; time++) await anns.send("/feedback", { none: PAPER });
    expect(await votes()).toEqual([]);
  });

  it("are seen by nobody of another server, and by nobody who is not signed in", async () => {
    await anns.send("/feedback", { up: PAPER });
    await anns.send("/feedback", { save: PAPER });
    expect(await buttons(bobs)).toEqual([
      "up false 👍 Relevant",
      "down false 👎 Not relevant",
      "save false Save",
    ]);
    expect(await (await bobs.get("/me/saved")).text()).toContain("haven't saved any papers");
    const text = await (await someBrowser(web).get("/")).text();
    expect(text).not.toMatch(/Relevant|name="form"|\/feedback|\/me/);
  });

  it("are on the pages of the channel where the link was asked for, and of no other", async () => {
    const { cookie: own } = anns;
    await chat(`club add ${PAPER}`);
    const opened = await someBrowser(web).get(
      `/c/${await web.parts.services.access.channels.link(ann)}/club`,
    );
    const club = opened.headers.get("location") ?? "";
    const channel = (opened.headers.get("set-cookie") ?? "").split(";")[0];
    const member = someBrowser(web, `${own}; ${channel}`);
    expect(await buttons(member, club)).toHaveLength(3);
    await member.send("/feedback", { up: PAPER, back: club });
    expect(await buttons(member, club)).toContain("none true 👍 Relevant 1");
    for (const cookie of [`${bobs.cookie}; ${channel}`, channel]) {
      const seen = await (await someBrowser(web, cookie).get(club)).text();
      expect(seen).toContain("👍 1");
      expect(seen).not.toMatch(/<button form=/);
    }
  });

  it("of a private conversation are counted with nobody's", async () => {
    const alone = await signedInBrowser(web, { platform: "fake", server: "S1", user: "U-ann" });
    await alone.send("/feedback", { up: PAPER });
    expect(await web.parts.services.taste.tally(carl, PAPER)).toEqual({ up: 0, down: 0 });
  });

  it("lead back to this page alone", async () => {
    for (const back of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "",
      "x",
    ]) {
      const answer = await anns.send("/feedback", { save: PAPER, back });
      expect(answer.headers.get("location"), back).toMatch(/^\/#p-\w+$/);
    }
  });

  it("are refused of what is no paper, and can be taken back of one that is gone", async () => {
    for (const fields of [
      { up: "arxiv:9999.99999" },
      { save: "" },
      { sideways: PAPER },
      {},
      { up: "x".repeat(5000) },
    ])
      expect((await anns.send("/feedback", fields)).status, JSON.stringify(fields).slice(0, 50)).toBe(404);
    await web.parts.services.taste.save(ann, "arxiv:1111.11111");
    await anns.send("/feedback", { unsave: "arxiv:1111.11111" });
    expect(await library.db.selectFrom("saves").selectAll().execute()).toEqual([]);
  });
});

describe("a form that is no page's own", () => {
  it("changes nothing: without a token or a cookie, with another's, from another site, or of another kind", async () => {
    const mine = tokenIn(await (await anns.get("/")).text());
    const theirs = tokenIn(await (await bobs.get("/")).text());
    const fields = { up: PAPER, form: mine };
    const before = await everyRow(library);
    const forged = [
      await anns.post("/feedback", { up: PAPER }),
      await anns.post("/feedback", { up: PAPER, form: "" }),
      await anns.post("/feedback", { up: PAPER, form: theirs }),
      await anns.post("/feedback", { up: PAPER, form: [...mine].reverse().join("") }),
      await bobs.post("/feedback", fields),
      await someBrowser(web).post("/feedback", fields),
      await anns.post("/feedback", fields, { origin: "https://evil.example" }),
      await anns.post("/feedback", fields, { origin: "http://localhost:81" }),
      await anns.post("/feedback", fields, { origin: "null", "sec-fetch-site": "cross-site" }),
      await anns.post("/feedback", fields, { "sec-fetch-site": "same-site" }),
      await anns.post("/feedback", fields, { "content-type": "text/plain" }),
    ];
    expect(forged.map(({ status }) => status)).toEqual(forged.map(() => 403));
    expect((await anns.post("/feedback", { ...fields, more: "x".repeat(20_000) })).status).toBe(413);
    for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
      const answer = await web.app.request(`/feedback?up=${PAPER}&form=${mine}`, {
        method,
        headers: { cookie: anns.cookie },
      });
      expect(answer.status).toBe(405);
    }
    expect(await everyRow(library)).toBe(before);
    expect((await anns.post("/feedback", fields, { origin: "http://localhost" })).status).toBe(303);
  });
});

describe("what caches are told", () => {
  it("is that the page of somebody signed in is theirs alone", async () => {
    for (const path of ["/", "/week", "/search?q=attention", PAGE]) {
      const [mine, public_] = [await anns.get(path), await someBrowser(web).get(path)];
      expect(mine.headers.get("cache-control"), path).toBe("private, no-cache");
      expect(mine.headers.has("last-modified")).toBe(false);
      expect(public_.headers.get("cache-control")).toBe("no-cache");
      for (const { headers } of [mine, public_]) expect(headers.get("vary")).toBe("Cookie");
      expect(mine.headers.get("etag")).not.toBe(public_.headers.get("etag"));
    }
    expect((await anns.get("/me/saved")).headers.get("cache-control")).toBe("private, no-store");
  });
});

describe("a person's pages", () => {
  it("pick what chat picks, and say so where nothing is known", async () => {
    expect(await text("/me")).toContain("don't know your interests yet");
    await chat("follow add streaming video");
    const page = await text("/me");
    const { cards } = await chat("foryou count:10");
    expect(cards.length).toBeGreaterThan(3);
    expect(titles(page)).toEqual(cards.map(({ title }) => title));
    expect(page).toContain('<p class="why">');
  });

  it("have what was saved, and take it off there", async () => {
    for (const paper of [FLASH, MAMBA]) {
      clock.advance(1000);
      await web.parts.services.taste.save(ann, paper);
    }
    expect(titles(await text("/me/saved"))).toEqual([
      expect.stringContaining("Mamba"),
      expect.stringContaining("FlashAttention-2"),
    ]);
    // Its last page may be gone by then.
    const taken = await anns.send("/feedback", { unsave: MAMBA, back: "/me/saved?page=2" });
    const told = await text(taken.headers.get("location") ?? "");
    expect(told).toMatch(/Removed “<bdi>Mamba.*name="save" value="arxiv:2312\.00752">Undo</);
    expect(titles(await text("/me/saved?page=2"))).toEqual([expect.stringContaining("FlashAttention-2")]);
    const back = await anns.send("/feedback", {
      save: MAMBA,
      back: "/me/saved?page=2&removed=arxiv%3A2312.00752",
    });
    expect(back.headers.get("location")).toMatch(/^\/me\/saved\?page=2#/);
    expect(await text("/me/saved?removed=arxiv:2312.00752")).not.toContain("Undo");
    expect((await anns.get("/me/saved?page=x")).status).toBe(404);
  });

  it("have every line of the profile with its reason, each to be muted, removed and restored as in chat", async () => {
    await web.parts.services.taste.save(ann, MAMBA);
    await chat("follow add streaming video");
    const page = await text("/me/profile");
    expect(page).toContain("you saved it");
    expect(page).toContain("followed by you");
    const [, code = ""] = /name="remove" value="(#[0-9a-f]{8})"/.exec(page) ?? [];
    const change = async (name: string) =>
      (await anns.send("/me/profile", { [name]: code, back: "/me/profile" })).status;
    const marked = async () => (await chat("profile for:me")).cards.map(({ facts }) => facts.join());
    expect(await change("mute")).toBe(303);
    expect(await text("/me/profile")).toContain(`name="restore" value="${code}"`);
    expect(await marked()).toContainEqual(expect.stringContaining("muted"));
    await change("remove");
    expect(await text("/me/profile")).not.toContain(code);
    expect(await text("/me/profile?removed=1")).toContain(`name="restore" value="${code}"`);
    expect(await marked()).toHaveLength(1);
    await change("restore");
    expect(await text("/me/profile?removed=1")).toContain("haven't removed anything");
    // Nobody else has such a line.
    await bobs.send("/me/profile", { remove: code });
    expect(await text("/me/profile")).toContain(code);
  });

  it("have what is followed, take more, and say what is wrong with it", async () => {
    for (const what of ["streaming video", "author hinton", "cs.cv", "2312.00752"])
      expect((await anns.send("/me/follows", { what })).status, what).toBe(303);
    const page = await text("/me/follows");
    for (const shown of [
      'name="topic" value="streaming video"',
      'name="author" value="hinton"',
      'value="cs.CV"',
      "Mamba",
    ])
      expect(page).toContain(shown);
    expect((await chat("follow list")).text).toContain("streaming video");
    for (const what of [
      "???",
      "x".repeat(400),
      "arxiv:2101.99998",
      "paper: attention",
      `"><script>alert(1)</script>${"y".repeat(100)}`,
    ]) {
      const answer = await anns.send("/me/follows", { what });
      expect(answer.status, what).toBe(400);
      expect(await answer.text()).toMatch(/role="alert">[A-Z]/);
    }
    await anns.send("/me/follows", { topic: "streaming video" });
    expect(await text("/me/follows")).not.toContain('value="streaming video"');
  });

  it("give the file of chat, and sign out this browser or all of them", async () => {
    await web.parts.services.taste.vote(ann, MAMBA, "up");
    const file = await anns.get("/me/export");
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="about-you.json"');
    expect(await file.text()).toBe((await chat("privacy export")).files?.[0]?.content);
    expect(await text("/me/data")).toContain("1 vote, with its date and channel");
    const other = await signedInBrowser(web, ann);
    await other.send("/me/sign-out");
    const third = await signedInBrowser(web, ann);
    expect((await anns.send("/me/sign-out-everywhere")).status).toBe(303);
    for (const out of [anns, other, third]) expect((await out.get("/me/data")).status).toBe(403);
    expect((await bobs.get("/me/data")).status).toBe(200);
  });

  it("delete everything after a question, and end with that", async () => {
    const second = await signedInBrowser(web, ann);
    await anns.send("/feedback", { up: MAMBA });
    await bobs.send("/feedback", { up: MAMBA });
    expect(await text("/me/forget")).toContain("Delete my data</button>");
    expect((await anns.post("/me/forget")).status).toBe(403);
    const answer = await anns.send("/me/forget");
    expect(await answer.text()).toContain("I keep nothing about you");
    expect(answer.headers.get("set-cookie")).toContain("paperboy-me=; Max-Age=0");
    for (const out of [anns, second]) {
      expect((await out.get("/me")).status).toBe(403);
      expect((await out.post("/feedback", { up: MAMBA })).status).toBe(403);
    }
    expect((await chat("privacy")).text).toContain("don't keep any data");
    expect(await web.parts.services.taste.tally(bob, MAMBA)).toEqual({ up: 1, down: 0 });
  });
});

describe("strangers", () => {
  it("see and change nothing of somebody's, and know nobody's name", async () => {
    await web.parts.services.taste.save(ann, MAMBA);
    await anns.send("/me/follows", { what: "secret bees" });
    const before = await everyRow(library);
    for (const path of PAGES) {
      expect((await someBrowser(web).get(path)).status, path).toBe(403);
      expect(await text(path, bobs), path).not.toMatch(/secret bees|Mamba/);
      if (path !== "/me/export") expect(await text(path), path).not.toMatch(/U-ann|U-bob|"C1"|S1/);
    }
    for (const path of FORMS) expect((await someBrowser(web).post(path)).status, path).toBe(403);
    expect(await everyRow(library)).toBe(before);
  });
});

it("hostile titles, topics and ids stay text on every page of a person", async () => {
  const evil = aPaper({
    id: `title:"><script>alert("a")</script>`,
    title: `</title><script>alert("a")</script> \u202eseeB`,
  });
  await library.index.add([evil]);
  const { taste } = web.parts.services;
  await taste.vote(ann, evil.id, "up");
  const scope = await taste.scope(ann, "me");
  await taste.follow(scope, [
    { kind: "topic", value: `"><img src=x onerror=alert(1)> \u202eseeB` },
    { kind: "author", value: `'><script>alert(1)</script>`, interest: "<b>x</b>" },
    { kind: "paper", value: evil.id },
  ]);
  for (const path of [...PAGES.filter((one) => one !== "/me/export"), "/search?q=title"]) {
    // What a button says for something is read by the page alone.
    const page = (await text(path)).replace(/ value="[^"]*"/g, "");
    expect(page.match(/<script[^>]*>/g), path).toHaveLength(1);
    expect(page, path).not.toMatch(/<img|<b>x|\u202e/);
  }
});
