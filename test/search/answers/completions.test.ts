import { describe, expect, test } from "vitest";
import { someIndex } from "../../support/library/search-index.ts";

const LIBRARY = [
  { title: "Streaming Honey", keywords: ["streaming hives", "honey"], upvotes: 1 },
  { title: "A Stream of Bees", keywords: ["honey"], upvotes: 9 },
  { title: "Bees That Stream", keywords: ["insect-scale streaming"], upvotes: 5 },
  { title: "Maze", abstract: "Gaussian mazes." },
];

async function index() {
  return someIndex(LIBRARY);
}

describe("suggestTitles", () => {
  test.each([
    ["strea", ["Streaming Honey", "A Stream of Bees", "Bees That Stream"]],
    ["bees str", ["Bees That Stream", "A Stream of Bees"].reverse()],
    ["MAZE", ["Maze"]],
    ["2601.0000", ["A Stream of Bees", "Bees That Stream", "Streaming Honey", "Maze"]],
    ["arxiv:2601.00004", ["Maze"]],
    ["streeming", ["Streaming Honey", "A Stream of Bees", "Bees That Stream"]],
    ["xqzzy", []],
    ["?", []],
  ])("completes %j to %j", async (partial, titles) => {
    const found = (await (await index()).suggestTitles(partial, 10)).map((paper) => paper.title);
    expect(partial === "streeming" ? [...found].sort() : found).toEqual(
      partial === "streeming" ? [...titles].sort() : titles,
    );
  });

  test("shows what people liked most while nothing is typed, and no more than asked for", async () => {
    const found = (await (await index()).suggestTitles(" ", 2)).map((paper) => paper.title);
    expect(found).toEqual(["A Stream of Bees", "Bees That Stream"]);
  });
});

describe("suggestQueries", () => {
  test("offers topics that begin so, then topics and titles with such a word", async () => {
    const queries = await (await index()).suggestQueries("strea", 10);
    expect(queries.slice(0, 2)).toEqual(["streaming hives", "insect-scale streaming"]);
    expect(queries).toContain("A Stream of Bees");
  });

  test("finishes the last word with words of the same papers only", async () => {
    const queries = await (await index()).suggestQueries("gaussian ma", 10);
    expect(queries).toContain("gaussian mazes");
    expect(queries.some((query) => query.startsWith("gaussian st"))).toBe(false);
  });

  test("offers words as people write them, not as compounds are kept", async () => {
    const library = await someIndex([{ title: "VideoLLM-Online for Streaming Video", authors: [] }]);
    const queries = await library.suggestQueries("streaming vid", 10);
    expect(queries).toContain("streaming video");
    expect(queries.join("\n")).not.toContain("videollmonline");
  });

  test("offers a compound in one word while a paper writes it so", async () => {
    const library = await someIndex([
      { id: "arxiv:2601.00001", title: "Realtime Bees", authors: [] },
      { id: "arxiv:2601.00002", title: "Real-Time Hives", authors: [] },
    ]);
    expect(await library.suggestQueries("realt", 10)).toContain("realtime");
    await library.remove("arxiv:2601.00001");
    expect(await library.suggestQueries("realt", 10)).not.toContain("realtime");
  });

  test("finishes names and categories of the library behind their filters", async () => {
    const library = await someIndex([
      { title: "Bees", authors: ["Ann Hinton", "Bo Hill"], categories: ["cs.CV"] },
      { title: "Hints", authors: ["Cy Dee"], categories: ["cs.LG"] },
    ]);
    const suggest = (text: string) => library.suggestQueries(text, 10);
    expect((await suggest("bees author:Hi")).toSorted()).toEqual(["bees author:hill", "bees author:hinton"]);
    expect(await suggest("author:hint")).toEqual(["author:hinton"]);
    expect(await suggest("bees -category:CS.")).toEqual(["bees -category:cs.CV", "bees -category:cs.LG"]);
    expect(await suggest("author:zz")).toEqual([]);
  });

  test("puts the spelling right", async () => {
    expect((await (await index()).suggestQueries("gausian mazes", 5))[0]).toBe("gaussian mazes");
  });

  test("starts with the commonest topics", async () => {
    expect(await (await index()).suggestQueries("", 1)).toEqual(["honey"]);
  });

  test("offers nothing twice, and only what finds something", async () => {
    const library = await index();
    for (const partial of ["s", "ho", "honey", "maze", "bees that"]) {
      const queries = await library.suggestQueries(partial, 10);
      expect(new Set(queries.map((query) => query.toLowerCase())).size).toBe(queries.length);
      for (const query of queries) {
        expect((await library.searchWords(query, { offset: 0, limit: 1 })).total).toBeGreaterThan(0);
      }
    }
  });
});
