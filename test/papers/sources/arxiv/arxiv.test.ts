import { describe, expect, it } from "vitest";
import { createArxiv } from "../../../../src/papers/sources/arxiv/arxiv.ts";
import { setOf } from "../../../../src/papers/sources/arxiv/oai.ts";
import { baseUrl } from "../../../../src/papers/sources/http/base-url.ts";
import { type ArxivPaper, oaiError, oaiPage, rssFeed } from "../../../support/sources/arxiv-documents.ts";
import { testClient } from "../../../support/sources/http-client.ts";
import { idsIn, itemsOf, papersIn } from "../../../support/sources/source-items.ts";
import { startWebServer, type WebAnswer, type WebRequest } from "../../../support/sources/web-server.ts";

const FRIDAY = "2026-11-20";
const THURSDAY = "2026-11-19";

async function someArxiv(answer: (request: WebRequest) => WebAnswer, more: object = {}) {
  const server = await startWebServer(answer);
  const options = { categories: ["cs.CL", "cs.AI"], announcements: ["new", "cross"] as const, ...more };
  return { server, source: createArxiv(testClient(), baseUrl(server.url), options) };
}

const isFeed = ({ path }: WebRequest) => path.startsWith("/rss.arxiv.org/");

describe("today's list", () => {
  it("comes by one request for all categories, with its day, parts and readable texts", async () => {
    const abstract = "We show $x < y$ & more.";
    const papers: ArxivPaper[] = [
      { number: "2611.02130", title: "Toy Bees in $n < 3$ Mazes", abstract, categories: ["cs.CL", "cs.AI"] },
      { number: "2404.00001", type: "cross", categories: ["math.CO", "cs.AI"] },
      { number: "2405.00001", type: "replace" },
      { number: "2406.00001", type: "replace-cross" },
    ];
    const { server, source } = await someArxiv(() => rssFeed(papers));
    const items = await itemsOf(source, [FRIDAY]);
    expect(server.requests.map(({ path }) => path)).toEqual(["/rss.arxiv.org/rss/cs.CL+cs.AI"]);
    expect(papersIn(items)).toMatchObject([
      {
        id: "arxiv:2611.02130",
        title: "Toy Bees in n < 3 Mazes",
        abstract: "We show x < y & more.",
        authors: ["Ana Bee", "Cy Dee"],
        categories: ["cs.CL", "cs.AI"],
        published: FRIDAY,
      },
      { id: "arxiv:2404.00001", published: "2024-04" },
    ]);
    expect(items.map((item) => (item.kind === "paper" ? item.part : item.kind))).toEqual([
      "cs.CL",
      undefined,
      "done",
    ]);
  });

  it("holds revised papers if they are wanted", async () => {
    const answer = () => rssFeed([{ number: "2405.00001", type: "replace" }]);
    const { source } = await someArxiv(answer, { announcements: ["replace"] });
    expect(idsIn(await itemsOf(source, [FRIDAY]))).toEqual(["arxiv:2405.00001"]);
  });

  it("leaves withdrawn papers out, and only them", async () => {
    const abstracts = [
      "This paper has been withdrawn by the authors due to an error.",
      "Withdrawn.",
      "The manuscript was unfortunately withdrawn",
      "Patients were withdrawn from the drug. This paper asks why.",
    ];
    const papers = abstracts.map((abstract, index) => ({ number: `2611.0000${index + 1}`, abstract }));
    const { source } = await someArxiv(() => rssFeed(papers));
    const items = await itemsOf(source, [FRIDAY]);
    expect(items.map((item) => (item.kind === "left out" ? item.reason : item.kind))).toEqual([
      "withdrawn",
      "withdrawn",
      "withdrawn",
      "paper",
      "done",
    ]);
  });

  it("is asked for by category where 2,000 items may not be all", async () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({ number: `2611.${10_000 + index}` }));
    const { server, source } = await someArxiv(({ path }) =>
      path.endsWith("cs.CL+cs.AI")
        ? rssFeed(many)
        : rssFeed([{ number: path.endsWith("CL") ? "2611.00001" : "2611.00002" }]),
    );
    expect(idsIn(await itemsOf(source, [FRIDAY]))).toEqual(["arxiv:2611.00001", "arxiv:2611.00002"]);
    expect(server.requests).toHaveLength(3);
  });

  it("is recognised when nothing has changed, on the same day only", async () => {
    const { server, source } = await someArxiv(({ headers }) =>
      headers["if-none-match"] === '"a"' ? { status: 304 } : { headers: { etag: '"a"' }, body: rssFeed([]) },
    );
    const [done] = (await itemsOf(source, [FRIDAY])).slice(-1);
    const bookmark = done?.kind === "done" ? done.bookmark : undefined;
    const again = { bookmark: bookmark ?? "" };
    expect(await itemsOf(source, [FRIDAY], again)).toEqual([{ kind: "done", day: FRIDAY, unchanged: true }]);
    await itemsOf(source, ["2026-11-23"], { ...again, now: new Date("2026-11-23T11:00:00Z") });
    expect(server.requests.at(-1)?.headers["if-none-match"]).toBeUndefined();
  });

  it("names an unknown category as what it is", async () => {
    const body = rssFeed([]).replace("cs.CL updates", "Feed error for query: cs.XX");
    const { source } = await someArxiv((request) =>
      isFeed(request) ? { status: 400, body } : { status: 400 },
    );
    await expect(itemsOf(source, [FRIDAY])).rejects.toThrow("arXiv does not know one of ARXIV_CATEGORIES");
  });
});

describe("OAI-PMH", () => {
  it.each([
    ["HTML", "<!doctype html><html><body>Down<br></body></html>"],
    ["cut XML", rssFeed([{ number: "2611.00009" }]).slice(0, 500)],
    ["a 500", { status: 500 }],
    ["a redirect to nowhere good", { status: 302, headers: { location: "http://169.254.169.254/" } }],
  ])("brings today's papers where the feed is %s", async (_, answer) => {
    const { source } = await someArxiv((request) =>
      isFeed(request) ? answer : oaiPage([{ number: "2611.00001" }]),
    );
    const items = await itemsOf(source, [FRIDAY]);
    expect(idsIn(items)).toContain("arxiv:2611.00001");
    expect(items.at(-1)).toEqual({ kind: "done", day: FRIDAY, way: "by OAI-PMH" });
  });

  it("is not a way around being asked to wait", async () => {
    const { server, source } = await someArxiv(() => ({ status: 429 }));
    await expect(itemsOf(source, [FRIDAY])).rejects.toMatchObject({ trouble: "throttled" });
    expect(server.requests).toHaveLength(1);
  });

  it("fills missed days, page by page, and tells new papers from revised and touched ones", async () => {
    const page = [
      { number: "2611.00001" },
      // Revised since: its day is known by when it came in.
      {
        number: "2611.00002",
        versions: ["Tue, 17 Nov 2026 23:00:00 GMT", "Fri, 20 Nov 2026 10:00:00 GMT"],
        changed: "2026-11-23",
      },
      { number: "2501.00003", versions: ["Wed, 01 Jan 2025 10:00:00 GMT", "Wed, 18 Nov 2026 10:00:00 GMT"] },
      { number: "2501.00004", versions: ["Wed, 01 Jan 2025 10:00:00 GMT"] },
      { number: "2611.00005", comment: "This paper has been withdrawn" },
      { number: "2611.00006", changed: "2026-11-10", versions: ["Mon, 09 Nov 2026 10:00:00 GMT"] },
    ];
    const { server, source } = await someArxiv(({ path }) => {
      if (path.includes("resumptionToken=t1"))
        return oaiPage([{ number: "2611.00007", categories: ["math.CO", "cs.CL"] }]);
      return path.includes("set=cs%3Acs%3ACL") ? oaiPage(page, "t1") : oaiError("noRecordsMatch");
    });
    const now = new Date("2026-11-23T11:00:00Z");
    const items = await itemsOf(source, [FRIDAY, THURSDAY], { now });
    expect(
      items.flatMap((item) => (item.kind === "paper" ? [[item.day, item.paper.id, item.part]] : [])),
    ).toEqual([
      [FRIDAY, "arxiv:2611.00001", "cs.CL"],
      [THURSDAY, "arxiv:2611.00002", "cs.CL"],
      [FRIDAY, "arxiv:2611.00007", undefined],
    ]);
    expect(items.filter(({ kind }) => kind === "left out")).toHaveLength(1);
    expect(items.filter(({ kind }) => kind === "done")).toHaveLength(2);
    expect(server.requests[0]?.path).toContain("metadataPrefix=arXivRaw&from=2026-11-19");
    expect(server.requests.map(({ path }) => path).filter((path) => path.includes("from="))).toHaveLength(2);
  });

  it("starts the window again when its token has expired, once", async () => {
    let expired = 0;
    const { source } = await someArxiv(
      ({ path }) => {
        if (path.includes("resumptionToken") && expired++ === 0) return oaiError("badResumptionToken");
        return path.includes("resumptionToken")
          ? oaiPage([{ number: "2611.00002" }])
          : oaiPage([{ number: "2611.00001" }], "t");
      },
      { categories: ["cs.CL"] },
    );
    const now = new Date("2026-11-23T11:00:00Z");
    expect(new Set(idsIn(await itemsOf(source, [FRIDAY], { now })))).toEqual(
      new Set(["arxiv:2611.00001", "arxiv:2611.00002"]),
    );
  });

  it("adds to a feed that is in doubt", async () => {
    const { source } = await someArxiv((request) =>
      isFeed(request) ? rssFeed([{ number: "2611.00001" }]) : oaiPage([{ number: "2611.00002" }]),
    );
    const ids = idsIn(await itemsOf(source, [FRIDAY], { doubtful: true }));
    expect(ids).toEqual(["arxiv:2611.00001", "arxiv:2611.00002", "arxiv:2611.00002"]);
  });

  it.each([
    ["cs.CL", "cs:cs:CL"],
    ["math.NA", "math:math:NA"],
    ["q-bio.GN", "q-bio:q-bio:GN"],
    ["astro-ph.CO", "physics:astro-ph:CO"],
    ["hep-th", "physics:hep-th"],
    ["physics.optics", "physics:physics:optics"],
    ["cs", "cs"],
  ])("calls %s %s", (category, set) => expect(setOf(category)).toBe(set));
});

it("takes papers that were announced on a missed day, and revised since, under their first day", async () => {
  const versions = ["Fri, 13 Nov 2026 10:00:00 GMT", "Tue, 17 Nov 2026 10:00:00 GMT"];
  const { source } = await someArxiv((request) =>
    isFeed(request) ? rssFeed([]) : oaiPage([{ number: "2611.00009", versions, changed: "2026-11-18" }]),
  );
  const days = ["2026-11-16", "2026-11-17", "2026-11-18", THURSDAY];
  const papers = (await itemsOf(source, days)).filter(({ kind }) => kind === "paper");
  expect(new Set(papers.map(({ day }) => day))).toEqual(new Set(["2026-11-16"]));
  expect(idsIn(papers)[0]).toBe("arxiv:2611.00009");
});
