import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paperOfCslItem } from "../../../src/papers/import/csl-item.ts";
import { jsonListEntries } from "../../../src/papers/import/csl-json.ts";
import { jsonListElements } from "../../../src/papers/import/json-list.ts";
import { collect } from "../../support/collect.ts";
import { foundIn, inChunks } from "../../support/library/entries.ts";

const papersOf = (content: string) => foundIn(jsonListEntries(inChunks(content)));
const nothing = { keywords: [], authors: [], categories: [] };
const bees = { ...nothing, title: "Toy Bees", publication: { type: "misc" } };
const wasps = { ...nothing, title: "Toy Wasps", publication: { type: "misc" } };

describe("paperOfCslItem", () => {
  test("reads all that a paper has", () => {
    const item = {
      id: "http://library.example.org/users/1/items/BEE26",
      type: "article-journal",
      title: "Toy <i>Bees</i>",
      author: [
        { family: "Bee", given: "Ana" },
        { literal: "Hive Lab" },
        { family: "Dee", given: "Cy", "non-dropping-particle": "de la", suffix: "Jr." },
        {},
      ],
      issued: { "date-parts": [["2026", 11, "17"]] },
      "container-title": "Journal of Toys",
      abstract: "<jats:p>We show.</jats:p>",
      DOI: "10.1000/TOY",
      URL: "https://toy.example.org/1",
      keyword: "bees, mazes",
      unknown: { of: ["no", "matter"] },
    };
    expect(paperOfCslItem(item)).toEqual({
      id: "doi:10.1000/toy",
      title: "Toy Bees",
      authors: ["Ana Bee", "Hive Lab", "Cy de la Dee Jr."],
      names: [
        { family: "Bee", given: "Ana" },
        { literal: "Hive Lab" },
        { family: "Dee", given: "Cy", particle: "de la", suffix: "Jr." },
      ],
      venue: "Journal of Toys",
      published: "2026-11-17",
      abstract: "We show.",
      keywords: ["bees", "mazes"],
      categories: [],
      url: "https://toy.example.org/1",
      publication: { type: "article", date: "2026-11-17" },
    });
  });

  test.each([
    [{ number: "arXiv:2611.00042" }, "arxiv:2611.00042"],
    [{ archive: "arXiv", archive_location: "2611.00042" }, "arxiv:2611.00042"],
    [{ note: "PMID: 3\narXiv: 2611.00042 [cs.CL]" }, "arxiv:2611.00042"],
    [{ DOI: "10.1000/toy", URL: "http://arxiv.org/abs/2611.00042" }, "arxiv:2611.00042"],
    [{ id: "10.1000/toy" }, "doi:10.1000/toy"],
    [{ id: 2611.00042 }, undefined],
  ])("%j is %s", (fields, id) => {
    expect(paperOfCslItem({ title: "Toy Bees", ...fields })).toMatchObject({ title: "Toy Bees" });
    expect((paperOfCslItem({ title: "Toy Bees", ...fields }) as { id?: string }).id).toBe(id);
  });

  test.each([
    [{ "date-parts": [[2026]] }, "2026"],
    [{ "date-parts": [["2026", "3"]] }, "2026-03"],
    [{ "date-parts": [[2026, 2, 31]] }, "2026-02"],
    [{ "date-parts": [[null]], raw: "17 March 2026" }, "2026-03-17"],
    [{ "date-parts": [] }, undefined],
    [{ literal: "spring 2026" }, "2026"],
    [{ raw: "2026-03-17T10:00:00Z" }, "2026-03-17"],
    ["2026-03", "2026-03"],
    [3, undefined],
  ])("issued %j is %s", (issued, published) => {
    expect((paperOfCslItem({ title: "Toy Bees", issued }) as { published?: string }).published).toBe(
      published,
    );
  });
});

describe("a list", () => {
  test("may mix items of CSL-JSON, of Zotero's API and records of other shapes", async () => {
    const list = [
      { type: "article", title: "Toy Bees" },
      { title: ["Toy Wasps"], "container-title": ["Toys"] },
      {
        key: "A",
        version: 3,
        data: { itemType: "preprint", title: "Toy Ants", archiveID: "arXiv:2611.00042" },
      },
      { key: "B", version: 3, data: { itemType: "attachment", title: "ants.pdf" } },
      { id: "2611.00043", title: "Toy Flies", abstract: "We." },
      { paper: { id: "2611.00044", title: "Toy Moths" } },
    ];
    expect(await papersOf(JSON.stringify(list))).toMatchObject([
      { title: "Toy Bees" },
      { title: "Toy Wasps", venue: "Toys" },
      { id: "arxiv:2611.00042", title: "Toy Ants" },
      { id: "arxiv:2611.00043", title: "Toy Flies" },
      { id: "arxiv:2611.00044", title: "Toy Moths" },
    ]);
  });

  const good = ['{"title": "Toy Bees", "type": "x"}', '{"title": "Toy Wasps", "type": "x"}'] as const;

  test.each([
    ["is no record", "[1, {}]", "2: not a JSON object"],
    ["is a text", '"2611.00042, [and] {more}"', "2: not a JSON object"],
    ["has no title", '{"type": "article"}', "2: no title"],
    ["has a comma too many", '{"title": "Toy Ants",}', expect.stringMatching(/^2: not JSON: /)],
    ["has terminal escapes", '{"title": \u001b[31m]}', expect.stringMatching(/^2: not JSON: [^\u001b]*$/)],
    ["misses a quote", '{"title": "Toy Ants}', "2: the record is not closed before line 3"],
    [
      "misses a quote, over lines",
      '{\n    "title": "Toy Ants,\n    "type": "x"\n  }',
      expect.stringMatching(/^2: not JSON: /),
    ],
    [
      "misses a bracket",
      '{\n    "title": "Toy Ants", "author": [\n      {"literal": "Ana Bee"}]',
      "2: the record is not closed before line 5",
    ],
  ])("in which one %s keeps all others", async (_, broken, reason) => {
    expect(await papersOf(`[ ${good[0]},\n  ${broken},\n  ${good[1]}\n]\n`)).toEqual([bees, reason, wasps]);
  });

  test("without indentation survives a missing quote, too", async () => {
    expect(await papersOf(`[\n${good[0]},\n{"title": "Toy Ants},\n${good[1]}\n]\n`)).toEqual([
      bees,
      "3: the record is not closed before line 4",
      wasps,
    ]);
  });

  test("that was cut off is read up to there", async () => {
    expect(await papersOf(`\ufeff[${good[0]},\n${good[1].slice(0, 20)}`)).toEqual([
      bees,
      "2: the file ends in the middle of this record",
    ]);
  });

  test("may hold a record that is too long", async () => {
    const long = JSON.stringify({ title: "x".repeat(5_000_000) });
    expect(await foundIn(jsonListEntries(inChunks(`[${good[0]},${long},${good[1]}]`, 65_536)))).toEqual([
      bees,
      "1: the record is longer than 4 MiB",
      wasps,
    ]);
  });

  test("is cut into the elements that were put in, however they are written", async () => {
    const indent = fc.constantFrom(undefined, 0, 1, 2, "\t");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        indent,
        fc.nat(9),
        async (list, space, size) => {
          const source = JSON.stringify(list, undefined, space);
          const elements = await collect(jsonListElements(inChunks(source, size + 1)));
          expect(elements.map(({ text }) => JSON.parse(text))).toEqual(JSON.parse(source));
          expect(elements.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
        },
      ),
    );
  });
});
