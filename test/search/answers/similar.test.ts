import { describe, expect, test } from "vitest";
import { someIndex } from "../../support/library/search-index.ts";

const ALL = { offset: 0, limit: 10 };
const LIBRARY = [
  { title: "Honey Bees Dance", abstract: "Dances of bees lead to flowers." },
  { title: "Dancing Bees Decoded", abstract: "A decoder of dances shows where flowers are." },
  { title: "Gaussian Splatting of NeRF Scenes", abstract: "Scenes are rendered." },
  { title: "Rendering with NeRF", abstract: "Gaussian scenes." },
  { title: "Dancing bees, decoded", abstract: "The journal version: a decoder of dances of bees." },
];

describe("similar", () => {
  test("finds papers on the same subject, says by which words, and shows near-duplicates once", async () => {
    const index = await someIndex(LIBRARY);
    const { hits, total } = await index.similar(["arxiv:2601.00001"], ALL);
    expect(hits).toHaveLength(1);
    expect(total).toBe(1);
    expect(hits[0]?.paper.title).toMatch(/^Dancing bees,? decoded$/i);
    expect(hits[0]?.why).toMatch(/^Shares .*“dancing”/);
    expect(hits[0]?.why).toContain("“bees”");
  });

  test("compares subjects, not the words that all papers use, also where chance makes those rare", async () => {
    const index = await someIndex([
      {
        title: "Giant Hives Built by Pipelines of Bees",
        abstract:
          "We show that almost all places of a mini hive, 4 in particular, translate to arbitrary tasks.",
        keywords: ["pipeline parallelism", "hive building"],
      },
      {
        title: "Painting Flowers",
        abstract:
          "Almost all particular places of a mini picture are arbitrary; we show 4, and translate tasks.",
        keywords: ["painting"],
      },
      {
        title: "Ants Share Their Work",
        abstract: "Parallelism in nests.",
        keywords: ["tunnel parallelism", "pipeline of ants"],
      },
      ...Array.from({ length: 9 }, (_, at) => ({ title: `Wasps of Kind ${at}`, abstract: "Wasps sting." })),
    ]);
    const { hits } = await index.similar(["arxiv:2601.00001"], ALL);
    expect(hits[0]?.paper.title).toBe("Ants Share Their Work");
    expect(hits.map(({ why }) => why).join()).not.toMatch(
      /“(almost|all|mini|places|particular|arbitrary|show|4)”/,
    );
  });

  test("writes acronyms as the paper does", async () => {
    const index = await someIndex(LIBRARY);
    expect((await index.similar(["arxiv:2601.00003"], ALL)).hits[0]?.why).toContain("“NeRF”");
  });

  test("takes the middle of several papers, and leaves those and their doubles out", async () => {
    const index = await someIndex(LIBRARY);
    const ids = ["arxiv:2601.00002", "arxiv:2601.00003"];
    const titles = (await index.similar(ids, ALL)).hits.map((hit) => hit.paper.title);
    expect([...titles].sort()).toEqual(["Honey Bees Dance", "Rendering with NeRF"]);
  });

  test("shows a paper once that is there under two titles", async () => {
    const said =
      "bees dance on the comb to tell the others how far the flowers are, in which direction from the sun, and how rich " +
      "their nectar is; a camera above the glass hive follows every dancer through the whole summer";
    const index = await someIndex([
      { title: "Dancing", abstract: "Bees dance on the comb and tell of nectar and flowers." },
      { title: "How Dancers Are Followed", abstract: `We show that ${said}.` },
      { title: "Dance Tracking in Glass Hives", abstract: `We find that ${said}, twice.` },
      { title: "Flowers and Nectar", abstract: "Flowers are rich in nectar." },
    ]);
    const { hits, total } = await index.similar(["arxiv:2601.00001"], ALL);
    expect(hits).toHaveLength(2);
    expect(total).toBe(2);
  });

  test("pages fit together", async () => {
    const index = await someIndex(Array.from({ length: 7 }, (_, at) => `Bees Number ${at} of the Hive`));
    const whole = (await index.similar(["arxiv:2601.00001"], ALL)).hits;
    const pages = await Promise.all(
      [0, 2, 4].map((offset) => index.similar(["arxiv:2601.00001"], { offset, limit: 2 })),
    );
    expect(whole).toHaveLength(6);
    expect(pages.flatMap(({ hits }) => hits)).toEqual(whole);
  });

  test.each([[[]], [["arxiv:2601.99999"]]])("of %j is nothing", async (ids) => {
    const index = await someIndex(LIBRARY);
    expect(await index.similar(ids, ALL)).toEqual({ total: 0, hits: [], alternatives: [] });
  });
});
