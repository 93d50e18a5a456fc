import { beforeEach, describe, expect, it } from "vitest";
import { someLibrary, TODAY } from "../../support/library/library.ts";
import { manyPapers } from "../../support/library/many-papers.ts";
import { somePaper } from "../../support/library/papers.ts";
import { listOn } from "../../support/web/days.ts";
import { someWeb } from "../../support/web/some-web.ts";

let get: (path: string) => Promise<{ status: number; text: string }>;

/** The page over the starter catalogue, asked for a path. */
function asking({ app }: ReturnType<typeof someWeb>): typeof get {
  return async (path) => {
    const answer = await app.request(path);
    return { status: answer.status, text: await answer.text() };
  };
}

/** The titles of a page's papers, in order. */
function titles(text: string): readonly string[] {
  return [...text.matchAll(/<h[23]><a [^>]*><bdi>([^<]*)</g)].map(([, title = ""]) => title);
}

const LONG = "Toy bees and their honey. ".repeat(60);
// Sixty that one source listed; the three most voted of them another one too.
const many = manyPapers(60).map((paper) => ({
  ...paper,
  upvotes: 0,
  abstract: LONG,
  published: "2026-11-19",
}));

beforeEach(async () => {
  const library = await someLibrary();
  await listOn(library, "toy", "2026-11-20", many);
  await listOn(library, "picked", "2026-11-20", [
    somePaper({ id: "arxiv:2611.00001", title: "Toy Picked Once", upvotes: 7, published: "2026-11-19" }),
    somePaper({ id: "arxiv:2611.00002", title: "Toy Picked More", upvotes: 90, published: "2026-11-19" }),
  ]);
  await listOn(library, "toy", "2026-11-18", [
    somePaper({ id: "arxiv:2611.00003", title: "Toy Wednesday", published: "2026-11-17" }),
  ]);
  await listOn(library, "toy", "2026-11-22", [], { verdict: "empty", detail: "weekend" });
  await listOn(library, "picked", "2026-11-22", [], {
    verdict: "failed",
    detail: "network: <b>ENOTFOUND</b>",
  });
  await listOn(library, "toy", "2026-10-30", [
    somePaper({ id: "arxiv:2610.00001", title: "Toy October", published: "2026-10-29" }),
  ]);
  get = asking(someWeb(library, { now: () => TODAY }));
});

describe("a day", () => {
  it("has each source with its verdict and its papers, the shorter list first", async () => {
    const { text } = await get("/day/2026-11-20");
    expect(text).toContain("<h1>Friday 20 November 2026</h1>");
    expect(text).toContain("<li><b>toy</b> 60 papers</li>");
    expect(titles(text).slice(0, 3)).toEqual(["Toy Picked More", "Toy Picked Once", many.at(-1)?.title]);
    expect(text.match(/<h2 id="list-\d" class="part">\w+/g)).toHaveLength(2);
  });

  it("goes on over pages of fifty, each of at most 60 kB", async () => {
    const first = await get("/day/2026-11-20");
    const second = await get("/day/2026-11-20?page=2");
    expect([titles(first.text).length, titles(second.text).length]).toEqual([50, 12]);
    expect(new Set([...titles(first.text), ...titles(second.text)]).size).toBe(62);
    expect(Buffer.byteLength(first.text)).toBeLessThan(60_000);
    expect(second.text).toContain('<span class="count">continued</span>');
    expect(second.text).toContain("Page 2 of 2");
    for (const page of ["3", "0", "-1", "x", "1e9", "99999999"])
      expect((await get(`/day/2026-11-20?page=${page}`)).status, page).toBe(404);
  });

  it("leads to the days around it that have papers, and to those of its month", async () => {
    const { text } = await get("/day/2026-11-19");
    expect(text).toContain("No papers on this day.");
    expect(text).toContain('<a rel="prev" href="/day/2026-11-18">← Wed 18 Nov</a>');
    expect(text).toContain('<a rel="next" href="/day/2026-11-20">Fri 20 Nov →</a>');
    expect(text).toContain(
      '<a href="/day/2026-11-20" aria-label="Friday 20 November 2026, 62 papers">20</a>',
    );
    expect(text).toContain('<td aria-current="date">19</td>');
    expect(text.match(/<td[^>]*><a /g)).toHaveLength(2);
  });

  it("says why it is empty, in words that cannot become markup", async () => {
    const { text } = await get("/day/2026-11-22");
    expect(text).toContain("<li><b>toy</b> nothing (weekend)</li>");
    expect(text).toContain(
      '<li class="warn"><b>picked</b> failed (network: &lt;b&gt;ENOTFOUND&lt;/b&gt;)</li>',
    );
  });
});

describe("the first page", () => {
  it("is the latest day that has papers", async () => {
    const { text } = await get("/");
    expect(text).toContain("<h1>Friday 20 November 2026</h1>");
    expect(titles(text)[0]).toBe("Toy Picked More");
  });

  it("is the newest papers where no day has any", async () => {
    const { text } = await asking(someWeb(await someLibrary(), { now: () => TODAY }))("/");
    expect(text).toContain("No source has brought papers yet.");
    expect(text).toContain("<code>npm start -- sync</code> asks them now");
    expect(titles(text)).toHaveLength(20);
  });
});

describe("weeks and months", () => {
  it("have the most voted papers of all their days first", async () => {
    const { text } = await get("/week/2026-W47");
    expect(text).toContain("<h1>Week 47, 16–22 November 2026</h1>");
    expect(text).toContain("63 papers, ");
    expect(titles(text).slice(0, 2)).toEqual(["Toy Picked More", "Toy Picked Once"]);
    expect(text).toContain('<a rel="prev" href="/week/2026-W44">← Week 44</a>');
  });

  it("are the latest ones that have papers, if none is named", async () => {
    expect((await get("/week")).text).toContain("<h1>Week 47, ");
    expect((await get("/month")).text).toContain("<h1>November 2026</h1>");
    const empty = asking(someWeb(await someLibrary(), { now: () => TODAY }));
    expect((await empty("/month")).text).toContain("<h1>August 2025</h1>");
    expect((await empty("/week")).text).toContain("No papers in this week.");
  });

  it("lead to those that have papers", async () => {
    const { text } = await get("/month/2026-10");
    expect(titles(text)).toEqual(["Toy October"]);
    expect(text).toContain('<a rel="prev" href="/month/2025-08">← August 2025</a>');
    expect(text).toContain('<a rel="next" href="/month/2026-11">November 2026 →</a>');
    for (const path of [
      "/week/2026-W54",
      "/week/x",
      "/month/2026-13",
      "/month/2026-1",
      "/month/2026-11?page=3",
    ])
      expect((await get(path)).status, path).toBe(404);
  });
});

describe("the chart of what came in", () => {
  it("is a picture of our own in both looks, and the same numbers as a table", async () => {
    const { text } = await get("/week/2026-W47");
    expect(text).toContain(
      '<img src="/charts/papers-by-week.svg" width="280" height="210" alt="Bars: 0 to 63 new papers',
    );
    expect(text).toContain('<a href="/week/2026-W47">2026 W47</a></th><td>61</td><td>2</td></tr>');
    const pictures = await Promise.all(
      ["", "?look=dark"].map((look) => get(`/charts/papers-by-week.svg${look}`)),
    );
    for (const picture of pictures) {
      expect(picture.text).toMatch(/^<svg xmlns/);
      // Three bars: two sources in week 47, one in week 44; and two in the legend.
      expect(picture.text.match(/<rect /g)).toHaveLength(5);
      expect(picture.text).not.toMatch(/NaN|undefined|style|script/);
    }
    expect(pictures[0]?.text).not.toBe(pictures[1]?.text);
  });

  it("is none where no source has brought anything", async () => {
    const empty = asking(someWeb(await someLibrary(), { now: () => TODAY }));
    expect((await empty("/month")).text).not.toContain("<figure");
    expect((await empty("/charts/papers-by-week.svg")).status).toBe(404);
  });
});

describe("what is trending", () => {
  it("is what people voted for elsewhere, in the shortest time in which they did", async () => {
    const { text } = await get("/trending");
    expect(text).toContain("<h1>Most upvoted papers in the last 7 days</h1>");
    expect(titles(text)).toEqual(["Toy Picked More", "Toy Picked Once"]);
    expect((await get("/trending?period=all")).text).toContain("<h1>Most upvoted papers of all time</h1>");
    expect((await get("/trending?period=decade")).status).toBe(404);
  });

  it("is nothing in a library without votes", async () => {
    const { text } = await asking(someWeb(await someLibrary(), { now: () => TODAY }))("/trending");
    expect(text).toContain("No paper in this library has votes on Hugging Face yet.");
  });
});
