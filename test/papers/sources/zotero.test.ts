import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { readZotero, zoteroLibrary } from "../../../src/papers/sources/zotero.ts";
import { collect } from "../../support/collect.ts";
import { foundIn } from "../../support/library/entries.ts";
import { testClient } from "../../support/sources/http-client.ts";
import type { WebAnswer } from "../../support/sources/web-server.ts";
import { startZoteroServer, zoteroItem } from "../../support/sources/zotero-server.ts";

const library = "users/12345";
const many = Array.from({ length: 250 }, (_, i) => zoteroItem(i, {}, i));

async function problemOf(reading: { readonly entries: AsyncIterable<unknown> }): Promise<string> {
  const error = await collect(reading.entries).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe("zoteroLibrary", () => {
  test.each([
    ["zotero:users/12345", "users/12345"],
    ["Zotero:Groups/678/", "groups/678"],
  ])("%s is %s", (text, name) => {
    expect(zoteroLibrary(text)).toBe(name);
  });

  test.each([
    "zotero:",
    "zotero:users/ana",
    "zotero:groups/0",
    "zotero:users/1/collections",
    "zotero:users/../keys",
  ])("%s is none", (text) => {
    expect(() => zoteroLibrary(text)).toThrow(/names no Zotero library\. Write zotero:users\//);
  });
});

describe("readZotero", () => {
  test("reads works with all that a paper has, and passes over notes and files", async () => {
    const items = [
      zoteroItem(1, {
        itemType: "preprint",
        title: "Toy <i>Bees</i>",
        creators: [
          { creatorType: "author", firstName: "Ana", lastName: "Bee" },
          { creatorType: "author", name: "Hive Lab" },
          { creatorType: "editor", firstName: "Cy", lastName: "Dee" },
        ],
        abstractNote: "We show.",
        date: "November 17, 2026",
        DOI: "10.1000/toy",
        url: "https://toy.example.org/1",
        archiveID: "arXiv:2611.00042",
        repository: "arXiv",
        tags: [{ tag: "bees" }, { tag: "mazes", type: 1 }],
      }),
      zoteroItem(2, { itemType: "note", title: undefined, note: "<p>read this</p>" }),
      zoteroItem(3, { itemType: "attachment", title: "bees.pdf" }),
      zoteroItem(4, { itemType: "annotation", title: undefined }),
      zoteroItem(5, { title: "" }),
      zoteroItem(6, {
        title: "Toy Wasps",
        extra: "PMID: 3\narXiv: 2611.00043 [cs.CL]",
        publicationTitle: "Toys",
      }),
      zoteroItem(7, {
        itemType: "book",
        title: "Toys",
        creators: [{ creatorType: "editor", name: "Cy Dee" }],
      }),
    ];
    const { url } = await startZoteroServer({ [library]: { version: 9, items } });
    expect(await foundIn(readZotero({ http: testClient(), library, apiUrl: `${url}/` }).entries)).toEqual([
      {
        id: "arxiv:2611.00042",
        title: "Toy Bees",
        authors: ["Ana Bee", "Hive Lab"],
        names: [{ family: "Bee", given: "Ana" }, { literal: "Hive Lab" }],
        abstract: "We show.",
        published: "2026-11-17",
        keywords: ["bees", "mazes"],
        categories: [],
        url: "https://toy.example.org/1",
        otherIds: ["doi:10.1000/toy"],
        publication: {
          type: "preprint",
        },
      },
      "5: no title (KEY00005)",
      {
        id: "arxiv:2611.00043",
        title: "Toy Wasps",
        authors: ["Ana Bee"],
        names: [{ family: "Bee", given: "Ana" }],
        published: "2026-11",
        venue: "Toys",
        keywords: [],
        categories: [],
        publication: { type: "article", pmid: "3" },
      },
      {
        title: "Toys",
        authors: ["Cy Dee"],
        names: [{ literal: "Cy Dee" }],
        keywords: [],
        categories: [],
        publication: { type: "book" },
      },
    ]);
  });

  test("reads page after page, and tells the version", async () => {
    const server = await startZoteroServer({ [library]: { version: 300, items: many } });
    const reading = readZotero({ http: testClient(), library, apiUrl: server.url });
    const entries = await collect(reading.entries);
    expect(entries.map(({ line }) => line)).toEqual(many.map((_, i) => i + 1));
    expect(server.requests.map(({ path }) => new URL(path, server.url).searchParams.get("start"))).toEqual([
      "0",
      "100",
      "200",
    ]);
    expect(reading.version).toBe(300);
  });

  test("goes on by the number of results where links are missing", async () => {
    const page = (length: number, total: string): WebAnswer => ({
      headers: { "total-results": total, "last-modified-version": "3" },
      body: JSON.stringify(many.slice(0, length)),
    });
    const server = await startZoteroServer({});
    server.answerNext(page(50, "70"), page(20, "70"));
    const reading = readZotero({ http: testClient(), library, apiUrl: server.url });
    expect(await collect(reading.entries)).toHaveLength(70);
    expect(reading.version).toBe(3);
  });

  test("never follows a link to another host, nor in circles", async () => {
    const server = await startZoteroServer({});
    const body = JSON.stringify(many.slice(0, 1));
    server.answerNext(
      { headers: { link: '<http://127.0.0.1:1/steal?start=100>; rel="next"' }, body },
      { headers: { link: '<http://127.0.0.1:1/steal?start=100>; rel="next"' }, body },
    );
    const reading = readZotero({ http: testClient(), library, apiUrl: server.url });
    expect(await collect(reading.entries)).toHaveLength(2);
    expect(server.requests).toHaveLength(2);
  });

  test("asks for changes only, and hears that there are none", async () => {
    const shelf = { version: 300, items: many };
    const server = await startZoteroServer({ [library]: shelf });
    const read = (since: number) => readZotero({ http: testClient(), library, apiUrl: server.url, since });
    const some = read(247);
    expect(await collect(some.entries)).toHaveLength(2);
    expect(some.version).toBe(300);
    const none = read(300);
    expect(await collect(none.entries)).toEqual([]);
    expect(none.version).toBe(300);
    expect(server.requests.at(-1)?.headers["if-modified-since-version"]).toBe("300");
  });

  test("remembers no version of a library that changed between two pages", async () => {
    const shelf = { version: 300, items: many };
    const server = await startZoteroServer({ [library]: shelf });
    const reading = readZotero({ http: testClient(), library, apiUrl: server.url });
    for await (const { line } of reading.entries) if (line === 100) shelf.version = 301;
    expect(reading.version).toBeUndefined();
  });

  test("waits as long as it is asked to", async () => {
    const server = await startZoteroServer({ [library]: { version: 300, items: many } });
    server.answerNext(
      { status: 429, headers: { "retry-after": "7" } },
      { status: 503, headers: { "retry-after": "9" } },
    );
    server.answerNext({
      headers: { backoff: "20", "total-results": "101", "last-modified-version": "300" },
      body: JSON.stringify(many.slice(0, 100)),
    });
    const http = testClient();
    expect(await collect(readZotero({ http, library, apiUrl: server.url }).entries)).toHaveLength(250);
    expect(http.pauses.slice(0, 3)).toEqual([7000, 9000, 20_000]);
  });

  test("sends the key to Zotero, and nobody else", async () => {
    const server = await startZoteroServer({
      [library]: { version: 1, items: many.slice(0, 1), apiKey: "secret123" },
    });
    const options = { http: testClient(), library, apiUrl: server.url };
    expect(await collect(readZotero({ ...options, apiKey: "secret123" }).entries)).toHaveLength(1);
    expect(await problemOf(readZotero(options))).toMatch(
      /not show users\/12345 to everybody.*set ZOTERO_API_KEY/,
    );
    const wrong = await problemOf(readZotero({ ...options, apiKey: "wrong456" }));
    expect(wrong).toMatch(/to the holder of ZOTERO_API_KEY: refused \(403\)/);
    expect(wrong).not.toContain("wrong456");
  });

  test.each<[string, WebAnswer[], RegExp]>([
    ["an unknown library", [{ status: 404 }], /^Zotero knows no users\/12345\. .*user ID/],
    [
      "a long pause",
      [{ status: 429, headers: { "retry-after": "3600" } }],
      /^Zotero asks for a pause\. Try again not before 2026-11-20 10:00 UTC; what was read so far is kept\.$/,
    ],
    ["a web page", ["<html>Maintenance</html>"], /not a list of items\. Try again later/],
    ["an object", ["{}"], /not a list of items/],
    [
      "a failing server",
      Array(3).fill({ status: 500 }),
      /^Zotero cannot be read: server trouble \(500\)\. Try/,
    ],
    [
      "a cut answer",
      Array(3).fill((response: { destroy(): void }) => response.destroy()),
      /^Zotero cannot be read: network/,
    ],
    [
      "an answer without end",
      [{ headers: { "content-type": "application/json" }, body: `[${" ".repeat(21_000_000)}]` }],
      /^Zotero cannot be read: more than 20 MB/,
    ],
    ["nothing in it", ["[]"], /^No paper was found in Zotero's users\/12345/],
  ])("explains %s", async (_, answers, problem) => {
    const server = await startZoteroServer({});
    server.answerNext(...answers);
    expect(await problemOf(readZotero({ http: testClient(), library, apiUrl: server.url }))).toMatch(problem);
  });
});
