import { beforeEach, describe, expect, it } from "vitest";
import type { Library } from "../../../src/library/library.ts";
import type { Who } from "../../../src/taste/taste.ts";
import { DAY_MS, MINUTE_MS } from "../../../src/time/day.ts";
import { createClock } from "../../support/clock.ts";
import { someLibrary } from "../../support/library/library.ts";
import { everyRow, signedInBrowser, someBrowser } from "../../support/web/browser.ts";
import { someWeb } from "../../support/web/some-web.ts";

const START = "2026-11-23T09:00:00Z";
const clock = createClock(START);
const ann: Who = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" };
const bob: Who = { platform: "fake", server: "S2", channel: "C2", user: "U-bob" };

let library: Library;
let web: ReturnType<typeof someWeb>;

beforeEach(async () => {
  clock.set(START);
  library = await someLibrary();
  await library.refresh();
  web = someWeb(library, { now: clock.now, parts: { kind: "lab" } });
});

const link = (who: Who, opens: "person" | "admin" = "person") =>
  web.parts.services.access.signIns.link(who, opens);
const get = (path: string, cookie = "") => someBrowser(web, cookie).get(path);
const post = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  someBrowser(web).post(path, {}, headers);
const signIn = (who: Who, before = "") => signedInBrowser(web, who, { before });

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
    const anns = await signIn(ann);
    const bobs = await signIn(bob, anns.cookie);
    expect((await anns.get("/me/saved")).status).toBe(403);
    expect((await bobs.get("/me/saved")).status).toBe(200);
  });
});

describe("a session", () => {
  it("ends by signing out, after 30 days, and when its person is forgotten", async () => {
    const anns = await signIn(ann);
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
