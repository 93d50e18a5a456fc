import { describe, expect, it } from "vitest";
import { createReadFeed } from "../../../src/papers/sources/read-feed.ts";
import { createWebFeed } from "../../../src/papers/sources/web-feed.ts";
import { testClient } from "../../support/sources/http-client.ts";
import { itemsOf, papersIn } from "../../support/sources/source-items.ts";
import { startWebServer, type WebAnswer, type WebRequest } from "../../support/sources/web-server.ts";

const isAllowedAddress = (address: string) => address === "127.0.0.1";
const DAY = "2026-11-20";

async function someFeed(answer: (request: WebRequest) => WebAnswer) {
  const server = await startWebServer(answer);
  return {
    server,
    source: createWebFeed(testClient({ isAllowedAddress }), `${server.url}/feed`, createReadFeed()),
  };
}

const RSS = `<rss version="2.0" xmlns:dc="d" xmlns:prism="p"><channel><title>J</title>
<item><title>Bees &amp;amp; &lt;i&gt;ants&lt;/i&gt;</title><link>https://example.org/a</link><guid>urn:1</guid>
<description>&lt;p&gt;We &lt;b&gt;show&lt;/b&gt; bees.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description>
<dc:creator>Ana Bee</dc:creator><dc:creator>Cy Dee</dc:creator><prism:doi>10.1000/Toy</prism:doi>
<pubDate>Thu, 19 Nov 2026 10:00:00 EST</pubDate></item>
<item><title>From the next issue</title><link>/b?id=2</link><pubDate>Mon, 01 Mar 2027 00:00:00 GMT</pubDate></item>
<item><description>No title</description></item></channel></rss>`;

const RDF = `<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel rdf:about="x"><title>J</title></channel>
<item rdf:about="https://example.org/c"><title>Bees</title><dc:identifier>doi:10.1000/rdf</dc:identifier><dc:date>2026-11-19</dc:date></item></rdf:RDF>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Lab</title><entry><id>tag:1</id><title type="html">Bees</title>
<link rel="self" href="https://example.org/self"/><link href="https://arxiv.org/abs/2503.02130v2"/><author><name>Ana Bee</name></author>
<published>2026-11-18T10:00:00Z</published><updated>2026-11-19T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>We <em>show</em> bees.</p></div></content></entry></feed>`;

const JSON_FEED = JSON.stringify({
  version: "https://jsonfeed.org/version/1.1",
  items: [
    {
      id: "1",
      url: "https://example.org/d",
      title: "Bees",
      content_html: "<p>We show.</p>",
      authors: [{ name: "Ana Bee" }],
    },
  ],
});

describe("a feed", () => {
  it.each([
    [
      "RSS 2.0",
      RSS,
      {
        id: "doi:10.1000/toy",
        title: "Bees & ants",
        authors: ["Ana Bee", "Cy Dee"],
        published: "2026-11-19",
        url: "https://example.org/a",
      },
    ],
    ["RSS 1.0", RDF, { id: "doi:10.1000/rdf", url: "https://example.org/c", published: "2026-11-19" }],
    [
      "Atom",
      ATOM,
      { id: "arxiv:2503.02130", abstract: "We show bees.", authors: ["Ana Bee"], published: "2026-11-18" },
    ],
    [
      "JSON Feed",
      JSON_FEED,
      { title: "Bees", abstract: "We show.", authors: ["Ana Bee"], url: "https://example.org/d" },
    ],
  ])("may be %s", async (_, body, paper) => {
    const { source } = await someFeed(() => body);
    expect(papersIn(await itemsOf(source, [DAY]))[0]).toMatchObject(paper);
  });

  it("becomes plain text, its future today, and what is no paper is left out", async () => {
    const { source } = await someFeed(() => RSS);
    const items = await itemsOf(source, [DAY]);
    expect(papersIn(items)[0]?.abstract).not.toMatch(/[<>]/);
    expect(papersIn(items)[1]).toMatchObject({ title: "From the next issue", published: DAY });
    expect(items.map(({ kind }) => kind)).toEqual(["paper", "paper", "left out", "done"]);
  });

  it("brings its latest twenty at first, and is not read again unchanged", async () => {
    const items = Array.from({ length: 60 }, (_, index) => `<item><title>Bee ${index}</title></item>`).join(
      "",
    );
    const { source } = await someFeed(({ headers }) =>
      headers["if-modified-since"] === "then"
        ? { status: 304 }
        : { headers: { "last-modified": "then" }, body: `<rss><channel>${items}</channel></rss>` },
    );
    const first = await itemsOf(source, [DAY]);
    expect(papersIn(first)).toHaveLength(20);
    const done = first.at(-1);
    const bookmark = done?.kind === "done" ? (done.bookmark ?? "") : "";
    expect(await itemsOf(source, [DAY], { bookmark })).toEqual([{ kind: "done", day: DAY, unchanged: true }]);
    expect(papersIn(await itemsOf(source, [DAY], { bookmark: "{}" }))).toHaveLength(60);
  });

  it.each([
    ["a web page", "<!doctype html><html><body>Hello<br></body></html>", "invalid"],
    ["gone", { status: 410 }, "refused"],
    ["larger than five megabytes", `<rss>${" ".repeat(6e6)}</rss>`, "too large"],
    [
      "elsewhere: at a private address",
      { status: 301, headers: { location: "http://10.0.0.1/" } },
      "forbidden address",
    ],
  ])("may turn out to be %s", async (_, answer, trouble) => {
    const { source } = await someFeed(() => answer);
    await expect(itemsOf(source, [DAY])).rejects.toMatchObject({ trouble });
  });

  it("is never fetched from this machine or its network", async () => {
    const server = await startWebServer(() => RSS);
    const source = createWebFeed(testClient(), server.url, createReadFeed());
    await expect(itemsOf(source, [DAY])).rejects.toMatchObject({ trouble: "forbidden address" });
    expect(server.requests).toEqual([]);
  });
});
