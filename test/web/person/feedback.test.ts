import { beforeEach, describe, expect, it } from "vitest";
import type { Library } from "../../../src/library/library.ts";
import type { Who } from "../../../src/taste/taste.ts";
import { createClock } from "../../support/clock.ts";
import { someLibrary } from "../../support/library/library.ts";
import { type Browser, everyRow, signedInBrowser, someBrowser, tokenIn } from "../../support/web/browser.ts";
import { someWeb } from "../../support/web/some-web.ts";

const clock = createClock("2026-11-23T09:00:00Z");
const ann: Who = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" };
const carl: Who = { ...ann, channel: "C9", user: "U-carl" };
const bob: Who = { platform: "fake", server: "S2", channel: "C2", user: "U-bob" };
/** A paper of the starter catalogue. */
const PAPER = "arxiv:2307.08691";
const PAGE = "/paper/arxiv/2307.08691";
const BACK = "/search?q=attention&page=2";

let library: Library;
let web: ReturnType<typeof someWeb>;
let anns: Browser;
let bobs: Browser;

beforeEach(async () => {
  library = await someLibrary();
  web = someWeb(library, { now: clock.now, parts: { kind: "lab" } });
  anns = await signedInBrowser(web, ann);
  bobs = await signedInBrowser(web, bob);
});

const votes = () =>
  library.db.selectFrom("votes").select(["paper", "value", "platform", "server", "channel"]).execute();
const BUTTON = /name="(\w+)" value="arxiv:2307\.08691" aria-pressed="(\w+)">([^<]+)</g;
const buttons = async (browser: Browser, path = PAGE) =>
  [...(await (await browser.get(path)).text()).matchAll(BUTTON)].map((found) => found.slice(1).join(" "));

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
      await anns.post("/feedback", { up: PAPER, form: `${mine.slice(0, -1)}_` }),
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
      expect(answer.status).toBe(404);
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
