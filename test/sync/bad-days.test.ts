import { describe, expect, it } from "vitest";
import {
  type ArxivPaper,
  dailyEntry,
  oaiError,
  oaiPage,
  rssFeed,
} from "../support/sources/arxiv-documents.ts";
import { syncWorld } from "../support/sources/syncer.ts";
import type { WebAnswer, WebRequest } from "../support/sources/web-server.ts";

const everything = { offset: 0, limit: 10 };
const isFeed = ({ path }: WebRequest) => path.startsWith("/rss.arxiv.org/");
const papers = (from: number, count: number, more: Partial<ArxivPaper> = {}): ArxivPaper[] =>
  Array.from({ length: count }, (_, index) => ({ number: `2611.${10_000 + from + index}`, ...more }));

describe("a good day", () => {
  it("is ok, searchable at once, and brings nothing twice", async () => {
    const world = await syncWorld(() => rssFeed(papers(0, 250)));
    const first = await world.run("arxiv");
    expect(first).toMatchObject({
      told: 250,
      new: 250,
      days: [{ day: "2026-11-20", verdict: "ok", found: 250 }],
    });
    expect((await world.library.index.search("bees", everything)).total).toBe(250);
    const second = await world.run("arxiv", "2026-11-20T17:00:00Z");
    expect(second).toMatchObject({
      told: 250,
      new: 0,
      updated: 0,
      days: [{ verdict: "ok", found: 250, attempts: 2 }],
    });
  });

  it("counts a paper of four categories, or on two lists, once", async () => {
    const categories = ["cs.CL", "cs.AI", "cs.CV", "cs.LG"];
    const world = await syncWorld((request) =>
      isFeed(request) ? { status: 500 } : oaiPage(papers(0, 10, { categories })),
    );
    const run = await world.run("arxiv");
    expect(run).toMatchObject({ new: 10, days: [{ verdict: "ok", found: 10, way: "by OAI-PMH" }] });
  });

  it("keeps an id like 2503.02130, in both its parts, and takes 2,000 papers", async () => {
    const world = await syncWorld(() =>
      rssFeed([{ number: "2503.02130" }, ...papers(0, 1999), { number: "2611.00001", type: "replace" }]),
    );
    expect(await world.run("arxiv")).toMatchObject({ new: 2000 });
    expect((await world.library.index.resolve("2503.02130"))[0]?.id).toBe("arxiv:2503.02130");
  });

  it("updates the votes of papers that are known", async () => {
    let upvotes = 3;
    const world = await syncWorld(() => JSON.stringify([dailyEntry("2611.00042", { upvotes })]));
    await world.run("huggingface");
    upvotes = 9;
    expect(await world.run("huggingface")).toMatchObject({ new: 0, updated: 1 });
    expect((await world.library.index.resolve("2611.00042"))[0]?.upvotes).toBe(9);
  });
});

describe("a day without papers", () => {
  it.each([
    ["weekend", "2026-11-21T11:00:00Z", "empty"],
    ["holiday", "2026-11-26T11:00:00Z", "empty"],
    [null, "2026-11-25T11:00:00Z", "late"],
  ])("is %s, if it is one", async (detail, moment, verdict) => {
    const world = await syncWorld((request) => (isFeed(request) ? rssFeed([]) : oaiError("noRecordsMatch")));
    await world.run("arxiv", "2026-11-20T11:00:00Z");
    const run = await world.run("arxiv", moment);
    expect(run.days[0]).toMatchObject({ day: moment.slice(0, 10), verdict, detail });
  });

  it("is late on a working day, says when it is tried again, asks OAI-PMH then, and is made up for later", async () => {
    let archive = oaiError("noRecordsMatch");
    const world = await syncWorld((request) => (isFeed(request) ? rssFeed([]) : archive));
    const morning = await world.run("arxiv", "2026-11-20T05:40:00Z");
    expect(morning.days[0]).toMatchObject({ verdict: "late", next_try_at: "2026-11-20T11:00:00.000Z" });
    expect(world.server.requests.every(isFeed)).toBe(true);
    await world.run("arxiv", "2026-11-20T11:00:00Z");
    await world.run("arxiv", "2026-11-20T17:00:00Z");
    expect(world.server.requests.every(isFeed)).toBe(false);
    archive = oaiPage(papers(0, 5));
    const later = await world.run("arxiv", "2026-11-21T11:00:00Z");
    expect(later.days.map(({ day, verdict }) => [day, verdict])).toEqual([
      ["2026-11-21", "empty"],
      ["2026-11-20", "ok"],
    ]);
  });
});

describe("a stale category", () => {
  const yesterday = [
    ...papers(0, 20, { categories: ["cs.AI"] }),
    ...papers(100, 20, { categories: ["cs.CL"] }),
  ];
  const today = [...papers(0, 20, { categories: ["cs.AI"] }), ...papers(200, 20, { categories: ["cs.CL"] })];

  it("is named, retried, and then filled by OAI-PMH", async () => {
    let feed = yesterday;
    const fresh = papers(300, 20, { categories: ["cs.AI"] });
    const world = await syncWorld((request) => (isFeed(request) ? rssFeed(feed) : oaiPage(fresh)));
    expect((await world.run("arxiv", "2026-11-19T11:00:00Z")).days[0]?.verdict).toBe("ok");
    feed = today;
    const stale = await world.run("arxiv", "2026-11-20T05:40:00Z");
    expect(stale.days[0]).toMatchObject({ verdict: "stale", detail: "cs.AI", found: 20 });
    expect((await world.syncer.report()).notice).toContain(
      "repeats an earlier list on Fri 20 Nov (cs.AI); next try 11:00 UTC",
    );
    await world.run("arxiv", "2026-11-20T11:00:00Z");
    const mended = await world.run("arxiv", "2026-11-20T17:00:00Z");
    expect(mended.days[0]).toMatchObject({ verdict: "ok", found: 40, way: "by OAI-PMH" });
    expect((await world.syncer.report()).notice).toBeUndefined();
  });
});

describe("a failure", () => {
  it.each<[string, WebAnswer, string]>([
    ["429", { status: 429, body: "Rate exceeded." }, "asked to wait (429)"],
    [
      "429 after a stall",
      (response) => void setTimeout(() => response.writeHead(429).end("Rate exceeded."), 300),
      "asked to wait (429)",
    ],
    ["503 with Retry-After", { status: 503, headers: { "retry-after": "7200" } }, "asked to wait (503)"],
    ["406", { status: 406 }, "asked to wait (406)"],
    ["Rate exceeded. with status 200", "Rate exceeded.", "asked to wait (200)"],
    ["HTML", "<!doctype html><html><body>Down<br></body></html>", "not the XML that was expected"],
    ["cut XML", rssFeed(papers(0, 5)).slice(0, 900), "not the XML that was expected"],
    [
      "a redirect to this machine",
      { status: 302, headers: { location: "http://127.0.0.1:1/" } },
      "not on the public internet",
    ],
    ["a 500", { status: 500 }, "server trouble (500)"],
    ["a block", { status: 403, body: "Access Denied" }, "refused (403)"],
    [
      "a gigabyte",
      (response) => void response.writeHead(200).end(Buffer.alloc(21e6, " ")),
      "more than 20 MB",
    ],
  ])("by %s is a failure, with its reason, and the next run is right", async (_, answer, reason) => {
    let isBad = true;
    const world = await syncWorld(() => (isBad ? answer : rssFeed(papers(0, 10))));
    const bad = await world.run("arxiv", "2026-11-20T05:40:00Z");
    expect(bad.days).toMatchObject([
      { verdict: "failed", detail: expect.stringContaining(reason), found: 0 },
    ]);
    expect(new Date(bad.days[0]?.next_try_at ?? "").getTime()).toBeGreaterThan(world.now().getTime());
    expect((await world.syncer.report()).notice).toContain(reason);
    isBad = false;
    const good = await world.run("arxiv", "2026-11-21T17:00:00Z");
    expect(good.days.map(({ day, verdict }) => [day, verdict])).toContainEqual(["2026-11-21", "ok"]);
  });

  it("of DNS must be the network", async () => {
    const world = await syncWorld(() => "", { settings: { mirror: "http://nowhere.invalid" } });
    const run = await world.run("huggingface");
    expect(run.days).toMatchObject(
      [1, 2, 3].map(() => ({ verdict: "failed", detail: expect.stringMatching(/^network: /) })),
    );
  });

  it("in the middle keeps what came before", async () => {
    const world = await syncWorld(({ path }) => {
      if (path.includes("2026-11-20")) return JSON.stringify([dailyEntry("2611.00001")]);
      return path.includes("2026-11-19") ? JSON.stringify([dailyEntry("2611.00002")]) : "<html>";
    });
    const run = await world.run("huggingface");
    expect(run).toMatchObject({ new: 2 });
    expect(run.days.map(({ verdict }) => verdict)).toEqual(["ok", "ok", "failed"]);
    expect((await world.library.index.search("bees", everything)).total).toBe(2);
  });

  it("after a good try does not undo it, but shows", async () => {
    let isBad = false;
    const world = await syncWorld(() => (isBad ? { status: 500 } : rssFeed(papers(0, 10))));
    await world.run("arxiv");
    isBad = true;
    const run = await world.run("arxiv", "2026-11-20T17:00:00Z");
    expect(run.days[0]).toMatchObject({ verdict: "ok", trouble: "server trouble (500)", found: 10 });
    const { lines, notice } = await world.syncer.report();
    expect(notice).toBeUndefined();
    expect(lines.map(({ text }) => text).join()).toContain("the last try failed (server trouble (500))");
  });

  it("of one source is no failure of another", async () => {
    const world = await syncWorld((request) =>
      isFeed(request) ? rssFeed(papers(0, 10)) : request.path.startsWith("/oai") ? "" : { status: 500 },
    );
    expect((await world.run("huggingface")).days[0]?.verdict).toBe("failed");
    expect((await world.run("arxiv")).days[0]?.verdict).toBe("ok");
  });
});

describe("a short day", () => {
  it("is told from usual ones by the same weekday", async () => {
    let count = 100;
    let from = 0;
    const world = await syncWorld(() => rssFeed(papers(from, count)));
    for (const day of ["2026-10-30", "2026-11-06", "2026-11-13"]) {
      await world.run("arxiv", `${day}T11:00:00Z`);
      from += 1000;
    }
    count = 10;
    const run = await world.run("arxiv", "2026-11-20T12:00:00Z");
    expect(run.days[0]).toMatchObject({ verdict: "short", detail: "10 instead of about 100" });
  });
});

describe("not modified", () => {
  it("leaves the verdict as it was", async () => {
    const world = await syncWorld(({ headers }) =>
      headers["if-none-match"] ? { status: 304 } : { headers: { etag: '"1"' }, body: rssFeed(papers(0, 10)) },
    );
    await world.run("arxiv");
    const run = await world.run("arxiv", "2026-11-20T17:00:00Z");
    expect(run).toMatchObject({ told: 0, days: [{ verdict: "ok", found: 10 }] });
    expect(world.server.requests).toHaveLength(2);
  });

  it("is not asked for where the last run did not reach its end", async () => {
    let isCut = true;
    const world = await syncWorld(() => ({
      headers: { etag: '"1"' },
      body: isCut ? rssFeed(papers(0, 10)).slice(0, 2000) : rssFeed(papers(0, 10)),
    }));
    await world.run("arxiv");
    isCut = false;
    await world.run("arxiv", "2026-11-20T17:00:00Z");
    expect(world.server.requests.filter(isFeed).at(-1)?.headers["if-none-match"]).toBeUndefined();
  });
});
