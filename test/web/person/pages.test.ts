import { beforeEach, describe, expect, it } from "vitest";
import type { Library } from "../../../src/library/library.ts";
import type { Who } from "../../../src/taste/taste.ts";
import { someApp } from "../../support/app.ts";
import { createClock } from "../../support/clock.ts";
import { aPaper } from "../../support/library/a-paper.ts";
import { someLibrary } from "../../support/library/library.ts";
import { type Browser, everyRow, signedInBrowser, someBrowser } from "../../support/web/browser.ts";
import { someWeb } from "../../support/web/some-web.ts";

const clock = createClock("2026-11-23T09:00:00Z");
const ann = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" } satisfies Who;
const bob: Who = { platform: "fake", server: "S2", channel: "C2", user: "U-bob" };
const caller = { ...ann, admin: false, prefix: "/" };
/** Papers of the starter catalogue. */
const [FLASH, MAMBA] = ["arxiv:2307.08691", "arxiv:2312.00752"];
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

let library: Library;
let web: ReturnType<typeof someWeb>;
let anns: Browser;
let bobs: Browser;

beforeEach(async () => {
  clock.set("2026-11-23T09:00:00Z");
  library = await someLibrary();
  web = someWeb(library, { now: clock.now, parts: { kind: "lab" } });
  anns = await signedInBrowser(web, ann);
  bobs = await signedInBrowser(web, bob);
});

const text = async (path: string, browser = anns) => (await browser.get(path)).text();
/** What chat answers over the same library. */
const chat = (line: string) => someApp(library, clock.now).chat.runLine(`/${line}`, caller);
const titles = (page: string) =>
  [...page.matchAll(/<h2><a [^>]*><bdi>([^<]*)/g)].map(([, title = ""]) => title.replaceAll("&#39;", "'"));

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
    await anns.send("/feedback", { unsave: MAMBA, back: "/me/saved?page=2" });
    expect(titles(await text("/me/saved?page=2"))).toEqual([expect.stringContaining("FlashAttention-2")]);
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

  it("who only look change no row of any table", async () => {
    await anns.send("/feedback", { save: MAMBA });
    const before = await everyRow(library);
    for (const method of ["GET", "HEAD"] as const)
      for (const path of [...PAGES, "/", "/search?q=mamba", "/paper/arxiv/2312.00752"])
        for (const browser of [anns, someBrowser(web)])
          expect((await browser.get(path, method)).status, `${method} ${path}`).toBeLessThan(404);
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
