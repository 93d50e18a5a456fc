import { encodeXML } from "entities";
import { describe, expect, test } from "vitest";
import { papersOfHtml } from "../../../../src/papers/import/daily-papers/html.ts";

const bees = {
  id: "2611.00042",
  title: 'Toy "Bees" & Mazes',
  summary: "We show bees.\nThey learn {a, b}.",
  authors: [{ name: "Ana Bee" }],
  publishedAt: "2026-11-19T17:08:18.000Z",
  upvotes: 12,
};
const wasps = {
  id: "2611.00043",
  title: "Wasps",
  summary: "They sting.",
  authors: [],
  publishedAt: "2026-11-18T00:00:00.000Z",
  upvotes: 3,
};
const props = {
  dailyPapers: [bees, wasps, bees].map((paper) => ({ paper, title: paper.title, numComments: 1 })),
  dateString: "2026-11-20",
};

function page(target: string, data: object): string {
  return `<!doctype html>\n<html><body><main>\n<div class="SVELTE_HYDRATER contents" data-target="${target}" data-props="${encodeXML(JSON.stringify(data))}"><h3><a href="/papers/2611.00099">Not this</a></h3></div></main>\n<script>alert("<h3><a href='/papers/2611.00098'>x</a></h3>")</script></body></html>`;
}

describe("a page with its data", () => {
  test("gives every paper once, with votes, date and authors", () => {
    expect(papersOfHtml(page("DailyPapers", props))).toStrictEqual([
      {
        kind: "paper",
        line: 3,
        found: {
          id: "arxiv:2611.00042",
          title: 'Toy "Bees" & Mazes',
          abstract: "We show bees. They learn {a, b}.",
          keywords: [],
          authors: ["Ana Bee"],
          published: "2026-11-19",
          categories: [],
          upvotes: 12,
        },
      },
      {
        kind: "paper",
        line: 3,
        found: {
          id: "arxiv:2611.00043",
          title: "Wasps",
          abstract: "They sting.",
          keywords: [],
          authors: [],
          published: "2026-11-18",
          categories: [],
          upvotes: 3,
        },
      },
    ]);
  });

  test("may be the page of a single paper", () => {
    expect(papersOfHtml(page("PaperContent", { paper: bees, comments: [] }))).toMatchObject([
      { kind: "paper", found: { id: "arxiv:2611.00042", upvotes: 12 } },
    ]);
  });

  test("names the entries that hold no paper", () => {
    expect(
      papersOfHtml(page("DailyPapers", { dailyPapers: [{ paper: { id: "2611.00042" } }, { paper: wasps }] })),
    ).toMatchObject([{ kind: "broken", line: 3, reason: "no title" }, { kind: "paper" }]);
  });

  test("gives what came before the place where it was cut off", () => {
    const whole = page("DailyPapers", props);
    const cut = whole.slice(0, whole.indexOf("They sting"));
    expect(papersOfHtml(cut)).toMatchObject([
      { kind: "paper", found: { id: "arxiv:2611.00042" } },
      { kind: "broken", line: 3, reason: "the page's data is cut off or damaged here" },
    ]);
  });
});

describe("a page without its data", () => {
  const card = (href: string, title: string, votes: string, id: string) => `
    <article><a href="${href}"><img src="x.png"></a>
      <div><a href="/login?next=%2Fpapers%2F${id}"><div>${votes}</div></a>
      <h3><a href="${href}" class="x">${title}</a></h3>
      <p>${"We show bees that learn mazes. ".repeat(4)}<p>Hive Lab</p>
      <a href="${href}#community">7</a></div></article>`;

  test("gives titles, abstracts and votes", () => {
    const html = `<html><body><h1>Daily Papers</h1><h3><a href="/models">Models</a></h3>
      ${card("/papers/2611.00042", "Toy <i>Bees</i>\n &amp; Mazes", "1.32k", "2611.00042")}
      ${card("https://huggingface.co/papers/2611.00043", "Wasps", "-", "2611.00043")}
      ${card("/papers/2611.00042", "Toy Bees again", "5", "2611.00099")}</body></html>`;
    const abstract = "We show bees that learn mazes. ".repeat(4).trim();
    expect(papersOfHtml(html)).toStrictEqual([
      {
        kind: "paper",
        line: 5,
        found: {
          id: "arxiv:2611.00042",
          title: "Toy Bees & Mazes",
          abstract,
          keywords: [],
          authors: [],
          categories: [],
          upvotes: 1320,
        },
      },
      {
        kind: "paper",
        line: 12,
        found: {
          id: "arxiv:2611.00043",
          title: "Wasps",
          abstract,
          keywords: [],
          authors: [],
          categories: [],
          upvotes: 0,
        },
      },
    ]);
  });

  test("that shows no papers gives none", () => {
    expect(papersOfHtml("<html><body><h3><a href='/x'>Hello</a></h3></body></html>")).toEqual([]);
  });
});

test.each(['"', "\\&quot;", "{", "<h3>", "<a href='/papers/2611.00042'>", "<p>", "&quot;", "[{"])(
  "a megabyte of %j in a page that is cut off is read",
  (piece) => {
    const start = '<html><div data-target="DailyPapers" data-props="{&quot;dailyPapers&quot;:[';
    const found = papersOfHtml(start + piece.repeat(1_000_000 / piece.length));
    expect(found.filter(({ kind }) => kind === "paper")).toEqual([]);
  },
);
