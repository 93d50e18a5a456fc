import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonLinesEntries, READING } from "../../../src/papers/import/json-lines.ts";
import { paperOfRecord } from "../../../src/papers/import/json-record.ts";
import { readLines } from "../../../src/papers/import/lines.ts";
import { HOSTILE } from "../../support/discord/hostile.ts";
import { aPaper } from "../../support/library/a-paper.ts";
import { foundIn, inChunks } from "../../support/library/entries.ts";

const bees = { id: "arxiv:2611.00042", title: "Toy Bees", keywords: [], authors: [], categories: [] };

describe("paperOfRecord", () => {
  test("gives back a record of the library's own shape", () => {
    const paper = aPaper({
      abstract: "We show.",
      summary: "Bees.",
      keywords: ["bees, tame", "mazes"],
      authors: ["Ana Bee"],
      authorsCount: 3,
      published: "2026-11-19",
      categories: ["cs.CV"],
      venue: "Toy 2026",
      url: "https://toy.example.org/1",
      codeUrl: "https://github.com/ex/bees",
      upvotes: 0,
    });
    expect(paperOfRecord(paper)).toStrictEqual(paper);
  });

  test.each<[string, object, object]>([
    [
      "an arXiv dump with lists",
      {
        arxiv_id: "2611.00042",
        title: "Toy Bees",
        abstract: "We.",
        authors: ["Ana Bee", "Cy Dee"],
        categories: ["cs.CV", "cs.LG"],
        published: "",
        listed: "2026-11-20",
      },
      {
        ...bees,
        abstract: "We.",
        authors: ["Ana Bee", "Cy Dee"],
        categories: ["cs.CV", "cs.LG"],
        published: "2026-11-20",
      },
    ],
    [
      "an arXiv dump with texts",
      {
        id: "2611.00042",
        submitter: "x",
        authors: "Ana Bee, Cy Dee and Eve Fly",
        title: "Toy\n  Bees",
        "journal-ref": "J. Toy 1 (2026)",
        doi: "10.1000/toy",
        abstract: "  We.\n",
        categories: "cs.CV cs.LG",
        versions: [{ version: "v1", created: "Thu, 19 Nov 2026 17:08:18 GMT" }],
        update_date: "2026-12-24",
      },
      {
        ...bees,
        abstract: "We.",
        authors: ["Ana Bee", "Cy Dee", "Eve Fly"],
        categories: ["cs.CV", "cs.LG"],
        venue: "J. Toy 1 (2026)",
        otherIds: ["doi:10.1000/toy"],
        published: "2026-11-19",
      },
    ],
    [
      "parsed authors before a line of them",
      {
        id: "2611.00042",
        title: "Toy Bees",
        authors: "A. Bee",
        authors_parsed: [
          ["Bee", "Ana", ""],
          ["Dee", "Cy", "Jr."],
        ],
      },
      {
        ...bees,
        authors: ["Ana Bee", "Cy Dee Jr."],
        names: [
          { family: "Bee", given: "Ana" },
          { family: "Dee", given: "Cy", suffix: "Jr." },
        ],
        published: "2026-11",
      },
    ],
    [
      "a BEIR corpus",
      { _id: "4983", title: "Toy Bees", text: "We.", metadata: {} },
      { title: "Toy Bees", abstract: "We.", keywords: [], authors: [], categories: [] },
    ],
    [
      "an id that became a number",
      { arxiv_id: 2503.0213, title: "Toy Bees" },
      { ...bees, id: "arxiv:2503.02130", published: "2025-03" },
    ],
    [
      "an old id that became a number",
      { arxiv_id: 704.001, title: "Toy Bees" },
      { ...bees, id: "arxiv:0704.0010", published: "2007-04" },
    ],
    [
      "a number that is no arXiv id",
      { id: 2503.0213, title: "Toy Bees" },
      { title: "Toy Bees", keywords: [], authors: [], categories: [] },
    ],
    [
      "a DOI only",
      { doi: "https://doi.org/10.1000/TOY", title: ["Toy Bees"], year: 2026 },
      { ...bees, id: "doi:10.1000/toy", published: "2026" },
    ],
    [
      "a link only",
      { url: "https://arxiv.org/abs/2611.00042v3", title: "Toy Bees" },
      { ...bees, url: "https://arxiv.org/abs/2611.00042v3", published: "2026-11" },
    ],
    [
      "a listing long after the id",
      { id: "2611.00042", title: "Toy Bees", listed: "2027-05-01" },
      { ...bees, published: "2026-11" },
    ],
    [
      "a provisional id",
      { id: "title:0123", title: "Toy Bees" },
      { title: "Toy Bees", keywords: [], authors: [], categories: [] },
    ],
    [
      "an API record",
      {
        id: "2611.00042",
        title: "Toy Bees",
        summary: "We.",
        authors: [{ name: "Ana Bee" }],
        publishedAt: "2026-11-19T17:08:18.000Z",
        upvotes: 3,
      },
      { ...bees, abstract: "We.", authors: ["Ana Bee"], published: "2026-11-19", upvotes: 3 },
    ],
    [
      "odd types",
      {
        id: null,
        title: "Toy Bees",
        abstract: 3,
        authors: [1, null],
        categories: {},
        upvotes: 1.5,
        keywords: "bees, mazes",
      },
      { title: "Toy Bees", keywords: ["bees", "mazes"], authors: [], categories: [] },
    ],
    [
      "whole names of subjects",
      { title: "Toy Bees", categories: ["Machine Learning", "cs.CV stat.ML"] },
      { title: "Toy Bees", keywords: [], authors: [], categories: ["Machine Learning", "cs.CV", "stat.ML"] },
    ],
  ])("reads %s", (_, record, paper) => {
    expect(paperOfRecord(record)).toStrictEqual(paper);
  });

  test.each([
    [{ id: "2611.00042" }, "no title"],
    [{ title: "  " }, "no title"],
    [[], "not a JSON object"],
    [null, "not a JSON object"],
    ["text", "not a JSON object"],
    [42, "not a JSON object"],
  ])("%j: %s", (record, reason) => {
    expect(paperOfRecord(record)).toBe(reason);
  });
});

describe("a line that was taken in before", () => {
  const lines = [aPaper(), aPaper({ id: "arxiv:2611.00043" })].map((paper) => JSON.stringify(paper));
  const entries = (text: string, taken: ReadonlySet<string>) =>
    jsonLinesEntries(readLines(inChunks(text)), async () => taken);
  const digestsOf = async (text: string) => {
    const digests: (string | undefined)[] = [];
    for await (const entry of entries(text, new Set()))
      digests.push(entry.kind === "paper" ? entry.digest : undefined);
    return digests;
  };

  test("is not looked into; one that differs in a letter is", async () => {
    const [first = ""] = await digestsOf(lines.join("\n"));
    const changed = lines.join("\n").replace("00043", "00044");
    expect(await foundIn(entries(changed, new Set([first])))).toMatchObject([
      "1: taken in before",
      { id: "arxiv:2611.00044" },
    ]);
  });

  test("that is broken has no digest", async () => {
    expect(await digestsOf(`${lines[0]}\n{"title": 7}\n{`)).toEqual([
      expect.any(String),
      undefined,
      undefined,
    ]);
  });

  test("may be items of CSL-JSON, as doi.org answers them", async () => {
    const item = {
      type: "journal-article",
      DOI: "10.1000/toy.3",
      title: "Toy moths",
      author: [{ given: "Eva", family: "Moth" }],
      issued: { "date-parts": [[2015, 6]] },
      "container-title": "Journal of Lamps",
    };
    const [found] = await foundIn(jsonLinesEntries(readLines(inChunks(JSON.stringify(item), 4096))));
    expect(found).toMatchObject({
      id: "doi:10.1000/toy.3",
      authors: ["Eva Moth"],
      published: "2015-06",
      venue: "Journal of Lamps",
    });
  });

  test("keep the DOI of the published version beside arXiv's id", async () => {
    const dump = { id: "2611.00042", title: "Toy Bees", doi: "10.1000/Toy.1 10.1000/toy.2" };
    const own = { title: "Toy Bees", doi: "10.1000/toy.1" };
    const papers = await foundIn(
      jsonLinesEntries(readLines(inChunks(`${JSON.stringify(dump)}\n${JSON.stringify(own)}`))),
    );
    expect(papers).toMatchObject([
      { id: "arxiv:2611.00042", otherIds: ["doi:10.1000/toy.1"] },
      { id: "doi:10.1000/toy.1" },
    ]);
    expect(papers[1]).not.toHaveProperty("otherIds");
  });

  // If this fails, lines are read in another way than before: give READING the next number, and write the new digest here.
  test("would be read in the same way again, or READING has another number", async () => {
    const catalogue = readFileSync(join(import.meta.dirname, "../../../data/papers.jsonl"), "utf8")
      .split("\n")
      .slice(0, 20);
    const records = HOSTILE.map((text, index) =>
      JSON.stringify({ arxiv_id: `2611.${10_000 + index}`, title: `Bees ${text}`, abstract: text }),
    );
    const read = await foundIn(
      jsonLinesEntries(readLines(inChunks([...catalogue, ...records].join("\n"), 4096))),
    );
    const digest = createHash("sha256").update(JSON.stringify(read)).digest("hex").slice(0, 16);
    expect({ READING, digest }).toEqual({ READING: 3, digest: "94693f41297864ee" });
  });
});
