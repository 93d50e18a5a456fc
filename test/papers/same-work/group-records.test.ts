import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { FoundPaper } from "../../../src/papers/found-paper.ts";
import { groupRecords } from "../../../src/papers/same-work/group-records.ts";
import { knownRecord, normalRecord } from "../../../src/papers/same-work/known-record.ts";

interface Told extends Partial<FoundPaper> {
  readonly by?: string;
}

/** A record in a few words; `by` are authors, as "Ana Bee, Bo Wasp". */
function told({ by, ...fields }: Told) {
  const authors = by?.split(", ") ?? [];
  return knownRecord(
    normalRecord({ title: "Toy Bees Solve Mazes", keywords: [], categories: [], authors, ...fields }),
  );
}

/** Which of the records are of one work, as lists of their places. */
function works(records: readonly Told[], splits: readonly (readonly [string, string])[] = []) {
  const known = records.map(told);
  const groups = groupRecords(known, splits).map((work) =>
    work.records.map((record) => known.indexOf(record)).sort((a, b) => a - b),
  );
  return groups.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

const apart = (records: readonly Told[]) => records.map((_, at) => [at]);

describe("a record without an id", () => {
  const known = { id: "doi:10.1000/hive.1", by: "Ana Bee, Bo Wasp", published: "2015", venue: "Toy Nature" };

  test.each<[string, Told]>([
    ["the first author", { by: "Bee, A." }],
    ["the year", { published: "2016" }],
    ["the venue", { venue: "toy nature" }],
    ["all of them, in other words", { by: "Ana Bee", published: "2014", venue: "Toy Nat." }],
    ["the title alone, where it is telling", {}],
  ])("is a known paper where it agrees in %s", (_, record) => {
    expect(works([known, record])).toEqual([[0, 1]]);
  });

  test.each<[string, Told]>([
    ["another first author", { by: "Cy Ant, Ana Bee", published: "2015", venue: "Toy Nature" }],
    ["another year", { by: "Ana Bee", published: "2018", venue: "Toy Nature" }],
    ["another venue", { by: "Ana Bee", published: "2015", venue: "Lectures on Nests" }],
    ["another title", { title: "Toy Bees Solve Riddles", by: "Ana Bee", published: "2015" }],
    ["nothing in common but a common title", { title: "Introduction" }],
  ])("is another work with %s", (_, record) => {
    const first = record.title === "Introduction" ? { ...known, title: "Introduction" } : known;
    expect(works([first, record])).toEqual(apart([first, record]));
  });

  it("is a known paper where both have one abstract, if that says something", () => {
    const abstract =
      "We let bees solve mazes and count how often they turn back before they find the way out.";
    const short = { title: "Introduction", abstract: `${abstract} They do.` };
    expect(
      works([
        { ...known, ...short },
        { title: "Introduction", abstract },
      ]),
    ).toEqual([[0, 1]]);
    const empty = [
      { ...known, title: "Introduction", abstract: "Bees." },
      { title: "Introduction", abstract: "Bees." },
    ];
    expect(works(empty)).toEqual(apart(empty));
    const namesake = { ...known, id: "doi:10.1000/hive.9", by: "Cy Ant", title: "Introduction" };
    expect(works([{ ...known, ...short }, namesake, { title: "Introduction", abstract }])).toEqual([
      [0, 2],
      [1],
    ]);
  });

  it("stays apart where it fits two works, and the rest does not", () => {
    const other = { ...known, id: "doi:10.1000/hive.2", venue: "Hive Letters" };
    expect(works([known, other, { by: "Ana Bee" }, { by: "Ana Bee", venue: "Hive Letters" }])).toEqual([
      [0],
      [1, 3],
      [2],
    ]);
  });

  it("stays apart between years that it could be of", () => {
    const years = ["2010", "2011", "2012"].map((published) => ({ by: "Ana Bee", published }));
    expect(works(years)).toEqual(apart(years));
    expect(works(years.slice(0, 2))).toEqual([[0, 1]]);
  });
});

describe("records with one id", () => {
  const id = "doi:10.1000/panel";

  test.each<[string, Told, Told]>([
    ["whose titles agree", { by: "Ana Bee" }, { by: "Cy Ant" }],
    ["whose authors agree", { by: "Ana Bee", title: "Bees at Work" }, { by: "A. Bee, Bo Wasp" }],
    ["of which one leaves the subtitle out", {}, { by: "Ana Bee", title: "Toy Bees Solve Mazes: A Study" }],
    ["of which one has a nickname only", { title: "BeeNet" }, { by: "Ana Bee", published: "2021" }],
    ["of which one has only the id for a title", { title: "10.1000/panel" }, { by: "Ana Bee" }],
  ])("are one work %s", (_, a, b) => {
    expect(
      works([
        { ...a, id },
        { ...b, id },
      ]),
    ).toEqual([[0, 1]]);
  });

  it("are two works where neither titles nor authors agree, and the id names none of them", () => {
    const reports = [
      told({ id, title: "Report on Bees", by: "Ana Bee" }),
      told({ id, title: "Report on Wasps", by: "Cy Ant" }),
    ];
    expect(groupRecords(reports, []).map(({ ids, sharedIds }) => ({ ids, sharedIds }))).toEqual([
      { ids: [], sharedIds: [id] },
      { ids: [], sharedIds: [id] },
    ]);
  });

  it("keep what else they go by, and an arXiv id goes to the one dated in its month", () => {
    const own = { id, title: "Report on Bees", by: "Ana Bee" };
    const other = { id: "doi:10.1000/wasps", otherIds: [id], title: "Report on Wasps", by: "Cy Ant" };
    const dated = { id: "arxiv:1203.0042", title: "Nests", by: "Eva Moth", published: "2012-03-04" };
    const wrong = { id: "arxiv:1203.0042", title: "Lamps", by: "Flo Gnat", published: "2012" };
    const groups = groupRecords([own, other, dated, wrong].map(told), []);
    expect(new Map(groups.map((work) => [work.records[0]?.found.title, work.ids]))).toEqual(
      new Map<string, readonly string[]>([
        ["Report on Bees", []],
        ["Report on Wasps", ["doi:10.1000/wasps"]],
        ["Nests", ["arxiv:1203.0042"]],
        ["Lamps", []],
      ]),
    );
  });

  it("never go by the id that a reference manager wrote everywhere", () => {
    const idsWith = (published: string) =>
      groupRecords([told({ id: "arxiv:1011.1669", by: "Bo Wasp", published })], [])[0]?.ids;
    for (const published of ["2012", "2010", "2010-11"]) expect(idsWith(published)).toEqual([]);
    expect(idsWith("2010-11-08")).toEqual(["arxiv:1011.1669"]);
  });
});

describe("a split", () => {
  it("is kept, whatever record comes between", () => {
    const preprint = { id: "arxiv:2401.00001", by: "Ana Bee" };
    const published = { id: "doi:10.1000/a", by: "Ana Bee", published: "2024" };
    const untold = { by: "Ana Bee", published: "2024" };
    expect(works([preprint, published, untold])).toEqual([[0, 1, 2]]);
    const splits = [["arxiv:2401.00001", "doi:10.1000/a"] as const];
    expect(works([preprint, published, untold], splits)).toEqual([[0], [1], [2]]);
  });
});

describe("many", () => {
  const name = (at: number) =>
    `${"ABCDEFGHIJKLMNOPQRST".charAt(at)}na ${"Bee Wasp Ant Moth Gnat Fly Mite Tick Lark Wren Owl Crow Elk Deer Hare Fox Wolf Bear Seal Newt".split(" ")[at]}`;
  const twenty = Array.from({ length: 20 }, (_, at) => at);

  it("namesakes and shared ids stay as many works as they are", () => {
    const namesakes = twenty.map((at) => ({
      title: ["Introduction", "Preface", "Online reference"][at % 3] ?? "",
      by: name(at),
      published: `${1990 + at}`,
    }));
    const shared = twenty.map((at) => ({
      id: `doi:10.1000/volume.${Math.floor(at / 2)}`,
      title: `Report ${at} of the Panel`,
      by: name(at),
    }));
    expect(works([...namesakes, ...shared])).toHaveLength(40);
  });

  it("pairs of a preprint and its published version become as many works, in any order", () => {
    const pairs = twenty.flatMap((at) => {
      const both = { title: `How Bees Count to ${at}`, by: `${name(at)}, Zoe Zed` };
      return [
        { ...both, id: `arxiv:2401.${String(at + 1).padStart(5, "0")}` },
        { ...both, id: `doi:10.1000/count.${at}`, published: String(2024 + (at % 3)), venue: "CountConf" },
      ];
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(pairs, { minLength: pairs.length }), (records) => {
        expect(works(records)).toHaveLength(20);
      }),
      { numRuns: 20 },
    );
  });
});
