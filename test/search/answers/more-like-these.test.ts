import { describe, expect, onTestFinished, test } from "vitest";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { somePaper } from "../../support/library/papers.ts";

const SUBJECTS = [
  "bees dance for nectar in summer meadows",
  "ants dig tunnels under garden walls",
  "wasps build paper nests below roofs",
];

/** Sixty papers, enough to learn from; one of them is about waggling. */
async function library() {
  const index = createSearchIndex({ now: () => 0 });
  onTestFinished(() => index.close());
  await index.add(
    Array.from({ length: 60 }, (_, at) =>
      somePaper({
        id: `a:${at}`,
        title: at === 0 ? "Waggling" : `Report ${at}`,
        // Another one on the same subject mentions it, far from the point.
        abstract: `${SUBJECTS[at % SUBJECTS.length]} (${at})${at === 57 ? `${", and so on".repeat(30)}, waggles` : ""}`,
        authors: [at === 1 ? "Ada Waggling" : "Bo Example"],
        categories: [at % 2 === 0 ? "q-bio.PE" : "cs.LG"],
      }),
    ),
  );
  await index.refine();
  return index;
}

const WHOLE = { offset: 0, limit: 10 };

describe("a query that few papers match", () => {
  test("is answered with these first, then with papers like them, which say so", async () => {
    const index = await library();
    const { total, hits } = await index.search("waggling dance meadows walls nests", WHOLE);
    expect(total).toBe(60);
    const few = await index.search("waggling", WHOLE);
    expect(few.hits[0]?.paper.title).toBe("Waggling");
    expect(few.total).toBe(few.hits.length);
    const others = few.hits.slice(2);
    expect(others.length).toBeGreaterThan(0);
    for (const { paper, why } of others) {
      expect(paper.abstract).toContain("bees dance");
      expect(why).toMatch(/^Like what matches/);
    }
    expect(hits.every(({ why }) => !why.startsWith("Like"))).toBe(true);
  });

  test("shows no match again, however little it has of the query", async () => {
    const index = await library();
    const { hits } = await index.search("waggling", WHOLE);
    const ids = hits.map(({ paper }) => paper.id);
    expect(hits[1]?.paper.id).toBe("a:57");
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("is paged as one list", async () => {
    const index = await library();
    const all = await index.search("waggling", WHOLE);
    const pages = await Promise.all(
      all.hits.map((_, offset) => index.search("waggling", { offset, limit: 1 })),
    );
    expect(pages.flatMap(({ hits }) => hits)).toEqual(all.hits);
    expect((await index.search("waggling", { offset: all.total, limit: 1 })).hits).toEqual([]);
  });

  test("keeps its filters", async () => {
    const index = await library();
    const { hits } = await index.search("waggling category:q-bio", WHOLE);
    expect(hits.length).toBeGreaterThan(1);
    for (const { paper } of hits) expect(paper.categories).toEqual(["q-bio.PE"]);
  });

  test.each(['"waggling"', "waggling -ants", "waggling sort:new", "ada", "author:ada"])(
    "gets no others where exactly that is wanted: %s",
    async (query) => {
      const { hits } = await (await library()).search(query, WHOLE);
      expect(hits.filter(({ why }) => why.startsWith("Like"))).toEqual([]);
    },
  );
});
