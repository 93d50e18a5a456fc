import fc from "fast-check";
import { parseFeed } from "feedsmith";
import RssParser from "rss-parser";
import { describe, expect, it } from "vitest";
import type { Paper } from "../../../src/papers/paper.ts";
import { papersInFeed } from "../../../src/papers/sources/feed-papers.ts";
import { atomFeed } from "../../../src/web/feeds/atom.ts";
import { type Feed, type FeedPaper, feedItems } from "../../../src/web/feeds/feed.ts";
import { listId } from "../../../src/web/feeds/ids.ts";
import { jsonFeed } from "../../../src/web/feeds/json-feed.ts";
import { meetingItem } from "../../../src/web/feeds/meeting-item.ts";
import { HOSTILE, hostileText } from "../../support/discord/hostile.ts";
import { somePaper } from "../../support/library/papers.ts";
import { atomFaults } from "../../support/web/atom-rules.ts";
import { jsonFeedRules } from "../../support/web/json-feed-rules.ts";

const LIBRARY = "0b5c1f2e-3d4a-4f6b-8c7d-9e0f1a2b3c4d";

/** Each paper as a list shows it. */
function listed(fields: Partial<Paper>, about: Partial<FeedPaper> = {}): FeedPaper {
  const paper = somePaper({ published: "2026-11-24", ...fields });
  return {
    paper,
    page: `https://lab.example.org/paper/${encodeURIComponent(paper.id)}`,
    facts: [paper.authors.join(", "), paper.categories.join(", ")],
    ...about,
  };
}

function feedOf(papers: readonly FeedPaper[], more: Partial<Feed> = {}): Feed {
  return {
    id: listId(LIBRARY, "search", "toys"),
    title: "Papers on “toys”",
    page: "https://lab.example.org/search?q=toys",
    self: "https://lab.example.org/search/feed.atom?q=toys",
    items: feedItems(papers),
    ...more,
  };
}

const bees = listed(
  {
    id: "arxiv:2611.00042",
    title: "Toy Bees <b>Solve</b> Mazes & R&D",
    abstract: "Bees solve mazes in 3 < 4 steps.",
  },
  { why: "Matches “bees” in the title", at: new Date("2026-11-25T06:30:00Z") },
);
const old = listed({ id: "doi:10.1000/toys.1", title: "Old Toys", authors: [], published: "1999" });
const untitled = listed({ id: "title:0123456789abcdef", title: "Toys without an Id", published: undefined });
const feed = feedOf([bees, old, untitled]);

describe("Atom", () => {
  it("keeps the rules of RFC 4287, empty too", () => {
    expect(atomFaults(atomFeed(feed))).toEqual([]);
    expect(atomFaults(atomFeed(feedOf([])))).toEqual([]);
  });

  it("is read by rss-parser as it was meant", async () => {
    const read = await new RssParser().parseString(atomFeed(feed));
    expect(read).toMatchObject({
      title: "Papers on “toys”",
      link: "https://lab.example.org/search?q=toys",
      feedUrl: "https://lab.example.org/search/feed.atom?q=toys",
    });
    expect(read.items[0]).toMatchObject({
      title: "Toy Bees <b>Solve</b> Mazes & R&D",
      link: "https://arxiv.org/abs/2611.00042",
      id: "https://arxiv.org/abs/2611.00042",
      author: "Ada Example",
      isoDate: "2026-11-24T00:00:00.000Z",
      summary: "Bees solve mazes in 3 < 4 steps.",
      content: expect.stringContaining(
        "<p><em>Matches “bees” in the title</em></p><p>Bees solve mazes in 3 &lt; 4 steps.</p>",
      ),
    });
  });

  it("is read by feedsmith as it was meant", () => {
    const { format, feed: read } = parseFeed(atomFeed(feed));
    expect(format).toBe("atom");
    expect(read).toMatchObject({ id: feed.id, updated: "2026-11-25T06:30:00.000Z" });
    expect(JSON.stringify(read)).toContain('{"authors":[{"name":"Ada Example"},{"name":"Bo Sample"}]');
  });
});

describe("JSON Feed", () => {
  it("keeps the rules of version 1.1, empty too", () => {
    expect(jsonFeedRules.safeParse(JSON.parse(jsonFeed(feed))).error).toBeUndefined();
    expect(jsonFeedRules.safeParse(JSON.parse(jsonFeed(feedOf([])))).error).toBeUndefined();
  });

  it("is read by feedsmith as it was meant", () => {
    expect(parseFeed(jsonFeed(feed))).toMatchObject({
      format: "json",
      feed: {
        items: [
          {
            id: "https://arxiv.org/abs/2611.00042",
            title: "Toy Bees <b>Solve</b> Mazes & R&D",
            authors: [{ name: "Ada Example" }, { name: "Bo Sample" }],
            tags: ["cs.AI"],
          },
          {},
          {},
        ],
      },
    });
  });
});

describe.each([
  ["Atom", atomFeed],
  ["JSON Feed", jsonFeed],
] as const)("%s, followed by another Paperboy", (_, write) => {
  it("gives the papers as they were", async () => {
    const found = await papersInFeed({ body: write(feed), url: feed.self, today: "2026-11-27", most: 10 });
    expect(found).toMatchObject([
      {
        id: "arxiv:2611.00042",
        title: "Toy Bees Solve Mazes & R&D",
        abstract: "Bees solve mazes in 3 < 4 steps.",
        authors: ["Ada Example", "Bo Sample"],
        published: "2026-11-24",
        url: "https://arxiv.org/abs/2611.00042",
      },
      { id: "doi:10.1000/toys.1", title: "Old Toys", authors: [], published: "1999-01-01" },
      { title: "Toys without an Id", url: expect.stringContaining("https://lab.example.org/paper/title") },
    ]);
    expect(found[2]).not.toHaveProperty("id");
  });
});

describe("hostile texts", () => {
  const paper = fc.record({
    title: hostileText,
    abstract: fc.option(hostileText, { nil: undefined }),
    authors: fc.array(hostileText, { maxLength: 3 }),
    categories: fc.array(hostileText, { maxLength: 3 }),
  });

  it("break no feed", () => {
    const all = HOSTILE.map((text) => ({ title: text, abstract: text, authors: [text], categories: [text] }));
    const check = (papers: readonly Partial<Paper>[], text: string) => {
      const hostile = papers.map((fields, at) =>
        listed({ ...fields, id: `arxiv:2611.${10_001 + at}` }, { why: text, facts: [text, text] }),
      );
      const one = feedOf(hostile, { title: `Papers on ${text}`, description: text });
      expect(one.items).toHaveLength(papers.length);
      const written = [atomFeed(one), jsonFeed(one)] as const;
      expect(atomFaults(written[0])).toEqual([]);
      expect(jsonFeedRules.safeParse(JSON.parse(written[1])).error).toBeUndefined();
      // What turns the words after it round, and what no XML may hold.
      expect(written.join("")).not.toMatch(
        /[\u202a-\u202e\u2066-\u2069\u200e\u200f\0-\x08\x0b\x0c\x0e-\x1f]|\\u[0-9a-f]{4}/u,
      );
    };
    for (const text of HOSTILE) check(all, text);
    fc.assert(fc.property(fc.array(paper, { maxLength: 4 }), hostileText, check), { numRuns: 60 });
  });

  it("stay texts: no reader finds an element of theirs", () => {
    const attack = `</p><script>alert(1)</script><img src=x onerror=alert(1)>]]>&lt;b&gt;`;
    const one = feedOf([
      listed({ title: attack, abstract: attack, authors: [attack] }, { why: attack, facts: [attack] }),
    ]);
    const { items } = JSON.parse(jsonFeed(one));
    expect(items[0].content_html.replace(/<\/?(?:p|em|a)(?: href="https:[^"<>]*")?>/g, "")).not.toContain(
      "<",
    );
    expect(parseFeed(atomFeed(one)).feed).toMatchObject({
      entries: [{ title: { value: attack }, summary: { value: attack } }],
    });
  });
});

describe("ids", () => {
  it("are the paper's own, wherever the page lives and whatever list it is in", () => {
    const moved = feedItems([
      { ...bees, page: "http://127.0.0.1:3000/paper/x" },
      { ...untitled, page: "http://127.0.0.1:3000/paper/y" },
    ]);
    expect(moved.map(({ id }) => id)).toEqual([feed.items[0]?.id, feed.items[2]?.id]);
    expect(feed.items[2]?.id).toBe("urn:uuid:60234d49-7797-5bab-87d0-16dcfa4c644c");
  });

  it("of lists tell lists and libraries apart", () => {
    const ids = [
      listId(LIBRARY, "search", "toys"),
      listId(LIBRARY, "search", "toy"),
      listId(LIBRARY, "author", "toys"),
      listId("1b5c1f2e-3d4a-4f6b-8c7d-9e0f1a2b3c4d", "search", "toys"),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(ids).toEqual(
      ids.map(() =>
        expect.stringMatching(
          /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        ),
      ),
    );
  });

  it("come once in a list", () => {
    expect(feedItems([bees, old, bees])).toHaveLength(2);
  });
});

describe("a meeting", () => {
  const meeting = (papers: Parameters<typeof meetingItem>[0]["papers"], since: string) =>
    meetingItem({
      library: LIBRARY,
      club: ["club", "chat", "C1"],
      day: "2026-12-03",
      title: "Journal club on Thu 3 Dec, 14:00",
      page: "https://lab.example.org/c/x/club",
      since: new Date(since),
      facts: ["Ann presents"],
      papers,
    });

  it("is one item whatever is read there", () => {
    const before = meeting([], "2026-11-20T12:00:00Z");
    const after = meeting(
      [{ paper: { title: "Toy <Bees>" }, url: "https://arxiv.org/abs/2611.00042" }],
      "2026-11-27T12:00:00Z",
    );
    expect(after.id).toBe(before.id);
    const one = feedOf([], { items: [after] });
    expect(atomFaults(atomFeed(one))).toEqual([]);
    expect(JSON.parse(jsonFeed(one)).items[0].content_html).toBe(
      '<p>Ann presents</p><ul><li><a href="https://arxiv.org/abs/2611.00042">Toy &lt;Bees&gt;</a></li></ul>',
    );
  });
});
