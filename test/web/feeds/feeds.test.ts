import { parseFeed } from "feedsmith";
import { beforeEach, describe, expect, it } from "vitest";
import { addPapers } from "../../../src/library/add-papers.ts";
import { papersInFeed } from "../../../src/papers/sources/feed-papers.ts";
import { someLibrary, TODAY } from "../../support/library/library.ts";
import { somePaper } from "../../support/library/papers.ts";
import { atomFaults } from "../../support/web/atom-rules.ts";
import { listOn } from "../../support/web/days.ts";
import { jsonFeedRules } from "../../support/web/json-feed-rules.ts";
import { someWeb } from "../../support/web/some-web.ts";

const old = somePaper({ id: "arxiv:2611.00003", title: "Toy Wasps Sort Maps", published: "2026-11-17" });
const bees = somePaper({
  id: "arxiv:2611.00001",
  title: "Toy Bees & Wasps",
  abstract: "Wasps win.",
  upvotes: 90,
  published: "2026-11-19",
});

interface Item {
  readonly title: string;
  readonly date_modified: string;
}

let library: Awaited<ReturnType<typeof someLibrary>>;
let web: ReturnType<typeof someWeb>;

beforeEach(async () => {
  library = await someLibrary();
  await listOn(library, "toy", "2026-11-18", [old]);
  await listOn(library, "toy", "2026-11-20", [bees]);
  web = someWeb(library, { now: () => TODAY, url: "https://lab.example.org/papers" });
});

async function body(path: string): Promise<string> {
  const answer = await web.app.request(path);
  expect(answer.status, path).toBe(200);
  return answer.text();
}

const LISTS = [
  "/",
  "/week/",
  "/week/2026-W47/",
  "/month/",
  "/month/2026-11/",
  "/trending/",
  "/author/Ada%20Example/",
  "/author/Nobody%20Yet/",
  "/category/cs.AI/",
  "/search/?q=wasps",
] as const;

/** The address of a list's feed. */
function feedAt(list: string, file: string): string {
  return list.replace(/\/(\?|$)/, `/${file}$1`);
}

describe("feeds", () => {
  it.each(LISTS)("%s is valid in both formats, with the same items", async (list) => {
    const atom = await body(feedAt(list, "feed.atom"));
    const json = await body(feedAt(list, "feed.json"));
    expect(atomFaults(atom)).toEqual([]);
    const read = jsonFeedRules.parse(JSON.parse(json));
    expect(read.feed_url).toBe(`https://lab.example.org/papers${feedAt(list, "feed.json")}`);
    expect(atom.match(/<entry>/g)?.length ?? 0).toBe(read.items.length);
    expect(read.items.length > 0).toBe(!list.includes("Nobody"));
  });

  it("of the days have the last day first, and the papers as another Paperboy wants them", async () => {
    const found = await papersInFeed({
      body: await body("/feed.atom"),
      url: "https://lab.example.org/papers/feed.atom",
      today: "2026-11-30",
      most: 2,
    });
    expect(found).toMatchObject([
      { id: bees.id, title: bees.title, abstract: "Wasps win.", published: "2026-11-19" },
      { id: old.id },
    ]);
  });

  it("say when the library learned of a paper, or what it tells of it changed, and not when others voted", async () => {
    const updates = async () =>
      JSON.parse(await body("/feed.json")).items.map((item: Item) => item.date_modified);
    const { added_at } = await library.db
      .selectFrom("papers")
      .select("added_at")
      .where("id", "=", bees.id)
      .executeTakeFirstOrThrow();
    expect(await updates()).toEqual([added_at, added_at]);
    await addPapers(library.db, [{ ...bees, upvotes: 91 }], new Date("2026-11-25T09:00:00Z"));
    expect(await updates()).toEqual([added_at, added_at]);
    const later = "2026-11-26T09:00:00.000Z";
    await addPapers(library.db, [{ ...bees, codeUrl: "https://github.com/toy/bees" }], new Date(later));
    expect(await updates()).toEqual([later, added_at]);
    expect(parseFeed(await body("/feed.atom")).feed).toMatchObject({ updated: later });
  });

  it("of the days have the newest papers where no source has listed any", async () => {
    const { app } = someWeb(await someLibrary(), { now: () => TODAY });
    const { items } = JSON.parse(await (await app.request("/feed.json")).text());
    expect(items.length).toBeGreaterThan(20);
  });

  it("of a search begin with the newest", async () => {
    const { items } = JSON.parse(await body("/search/feed.json?q=wasps"));
    expect(items.map(({ title }: Item) => title).slice(0, 2)).toEqual([bees.title, old.title]);
  });

  it("are found from their pages, and each page has its own", async () => {
    for (const list of LISTS.filter((one) => !/Nobody|W47|2026-11/.test(one))) {
      const page = await body(list.replace(/(.)\/(\?|$)/, "$1$2"));
      const [, href = ""] =
        /rel="alternate" type="application\/atom\+xml" title="[^"]*" href="([^"]*)"/.exec(page) ?? [];
      expect(href.replaceAll("&amp;", "&"), list).toBe(`/papers${feedAt(list, "feed.atom")}`);
    }
  });

  it("keep their ids when the page moves", async () => {
    const moved = someWeb(library, { now: () => TODAY });
    const ids = (text: string) => text.match(/<id>[^<]*<\/id>/g);
    const before = await body("/feed.atom");
    const after = await (await moved.app.request("http://127.0.0.1:3000/feed.atom")).text();
    expect(ids(after)).toEqual(ids(before));
    expect(after).toContain('rel="self" type="application/atom+xml" href="http://127.0.0.1:3000/feed.atom"');
  });

  it("are none where there is no such list", async () => {
    const status = async (path: string) => (await web.app.request(path)).status;
    expect(await status("/search/feed.atom")).toBe(404);
    expect(await status(`/search/feed.atom?q=${"x".repeat(501)}`)).toBe(404);
    expect(await status("/trending/feed.json?period=era")).toBe(404);
    expect(await status("/week/2026-W99/feed.atom")).toBe(404);
    expect(await status("/month/2026-13/feed.json")).toBe(404);
    expect(await status("/search/feed.atom?q=year:never")).toBe(400);
    expect(await status("/category/cs.VC/feed.atom")).toBe(400);
  });

  it("hold no turn of direction and no markup of a query", async () => {
    const query = encodeURIComponent('wasps \u202e</title><script>alert("a")</script>\u0000');
    const atom = await body(`/search/feed.atom?q=${query}`);
    expect(atomFaults(atom)).toEqual([]);
    expect(atom).not.toMatch(/<script|\u202e/);
  });
});

describe("who has an answer already", () => {
  async function ask(headers: Record<string, string>, path = "/feed.atom", method = "GET") {
    return web.app.request(path, { headers, method });
  }

  it("gets 304 for its ETag, alone, in a list, or weak, and no body", async () => {
    const first = await ask({});
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("no-cache");
    for (const tags of [etag, `W/${etag}`, `"x", W/${etag}, "y"`, "*"]) {
      const answer = await ask({ "if-none-match": tags });
      expect(answer.status, tags).toBe(304);
      expect(await answer.text()).toBe("");
      expect(answer.headers.get("etag")).toBe(etag);
      expect(answer.headers.has("content-type")).toBe(false);
      expect(answer.headers.get("content-security-policy")).not.toBeNull();
    }
    expect((await ask({ "if-none-match": '"x"' })).status).toBe(200);
    expect((await ask({ "if-none-match": etag }, "/")).status).toBe(200);
  });

  it("gets 304 for its date, unless it names a tag that is another one", async () => {
    const since = (await ask({})).headers.get("last-modified") ?? "";
    expect((await ask({ "if-modified-since": since })).status).toBe(304);
    expect((await ask({ "if-modified-since": since, "if-none-match": '"x"' })).status).toBe(200);
    expect((await ask({ "if-modified-since": "Mon, 01 Jan 2024 00:00:00 GMT" })).status).toBe(200);
    expect((await ask({ "if-modified-since": "yesterday" })).status).toBe(200);
  });

  it("gets what is new, also within the same second", async () => {
    const first = await ask({});
    const known = { etag: first.headers.get("etag") ?? "", since: first.headers.get("last-modified") ?? "" };
    await listOn(library, "toy", "2026-11-20", [somePaper({ id: "arxiv:2611.00009", title: "Toy News" })]);
    expect((await ask({ "if-none-match": known.etag })).status).toBe(200);
    const second = await ask({ "if-modified-since": known.since });
    expect(await second.text()).toContain("Toy News");
    expect(Date.parse(second.headers.get("last-modified") ?? "")).toBeGreaterThan(Date.parse(known.since));
  });

  it("can ask with HEAD", async () => {
    const head = await ask({}, "/feed.json", "HEAD");
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(
      (await ask({ "if-none-match": head.headers.get("etag") ?? "" }, "/feed.json", "HEAD")).status,
    ).toBe(304);
  });

  it("gets no ETag for what is not there", async () => {
    expect((await ask({}, "/nowhere")).headers.has("etag")).toBe(false);
  });
});
