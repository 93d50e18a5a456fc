import { describe, expect, it } from "vitest";
import { explainPaper } from "../../src/recommend/explain-paper.ts";
import { pickPapers } from "../../src/recommend/pick.ts";
import { describeDrop, describeMatch, type PickRequest } from "../../src/recommend/request.ts";
import { someIndex } from "../support/library/search-index.ts";

const request: PickRequest = {
  topics: [],
  categories: [],
  count: 1,
  whenEmpty: "best",
  seed: "fake:C1",
  day: "2026-11-23",
  shown: [],
};

const titlesOf = (pick: Awaited<ReturnType<typeof pickPapers>>) =>
  pick.papers.map(({ paper }) => paper.title);

describe("pickPapers", () => {
  it("takes what matches the topic before what is new and liked", async () => {
    const index = await someIndex([
      { title: "Bees Dance", published: "2024-01-01" },
      { title: "Glass Flows", published: "2026-11-23", upvotes: 200 },
    ]);
    const pick = await pickPapers({ ...request, topics: ["bees"] }, index);
    expect(titlesOf(pick)).toEqual(["Bees Dance"]);
    expect(pick.papers[0]?.why).toMatch(/bees/i);
    expect(pick.unmatched).toBe(1);
  });

  it("weighs votes, age and novelty where matches are alike, and says so", async () => {
    const index = await someIndex([
      { title: "Bees Dance One", published: "2020-01-01" },
      { title: "Bees Dance Two", published: "2026-11-22", upvotes: 150 },
    ]);
    const pick = await pickPapers({ ...request, topics: ["bees"] }, index);
    expect(titlesOf(pick)).toEqual(["Bees Dance Two"]);
    expect(pick.papers[0]?.why).toContain("150 upvotes on Hugging Face · just out");
  });

  it("says why also where nobody has said what is wanted", async () => {
    const index = await someIndex([{ title: "Bees Dance", published: "2020-01-01" }]);
    const { papers } = await pickPapers(request, index);
    expect(papers[0]?.why).toBe("new to this channel; topics and votes help me choose");
  });

  it("never takes what was shown, nor the same title under another id", async () => {
    const index = await someIndex(["Bees Dance", "Bees, dance!", "Bees Sleep"]);
    const pick = await pickPapers(
      { ...request, topics: ["bees"], count: 5, shown: ["arxiv:2601.00001"] },
      index,
    );
    expect(titlesOf(pick)).toEqual(["Bees Sleep"]);
    expect(pick.dropped.map(({ paper, stage }) => [paper.id, stage])).toEqual([
      ["arxiv:2601.00001", "shown"],
      ["arxiv:2601.00002", "shown"],
    ]);
  });

  it("keeps to the categories, or to groups of them", async () => {
    const index = await someIndex([
      { title: "Bees in Vision", categories: ["cs.CV"] },
      { title: "Bees in Physics", categories: ["physics.bio-ph", "q-bio"] },
      { title: "Bees Anywhere", categories: [] },
    ]);
    const inCs = await pickPapers({ ...request, categories: ["CS"], count: 3 }, index);
    expect(titlesOf(inCs)).toEqual(["Bees in Vision"]);
    const [drop] = inCs.dropped.filter(({ stage }) => stage === "category");
    expect(drop && describeDrop(drop, { categories: ["CS"] })).toMatch(/^it is in .*, not in CS$/);
    expect(titlesOf(await pickPapers({ ...request, categories: ["q-bio"] }, index))).toEqual([
      "Bees in Physics",
    ]);
  });

  it("gives every topic its turn, another one first each day", async () => {
    const index = await someIndex([
      ...["One", "Two", "Three"].map((name) => `Bees ${name}`),
      ...["Four", "Five", "Six"].map((name) => `Glass ${name}`),
    ]);
    const on = async (day: string) =>
      titlesOf(await pickPapers({ ...request, topics: ["bees", "glass"], count: 2, day }, index));
    const [first, second] = [await on("2026-11-23"), await on("2026-11-24")].map((titles) =>
      titles.map((title) => title.split(" ")[0]),
    );
    expect([...(first ?? [])].sort()).toEqual(["Bees", "Glass"]);
    expect(second).toEqual([...(first ?? [])].reverse());
  });

  it("takes runner-ups that are unlike the first", async () => {
    const index = await someIndex([
      { title: "Bees Dance in Dark Hives", summary: "honey wax queen drone comb", upvotes: 200 },
      { title: "Bees Dance in Dark Hives Again", summary: "honey wax queen drone comb", upvotes: 199 },
      { title: "Bees Count Flowers", summary: "petal nectar colour garden meadow", upvotes: 100 },
    ]);
    const pick = await pickPapers({ ...request, count: 2 }, index);
    expect(titlesOf(pick).filter((title) => title.includes("Dance"))).toHaveLength(1);
  });

  it("is the same for the same library, channel and day, and ties are broken by lot", async () => {
    const index = await someIndex(Array.from({ length: 40 }, (_, at) => `Bees Dance ${at}`));
    const pick = async (seed: string, day: string) =>
      titlesOf(await pickPapers({ ...request, seed, day, topics: ["bees"] }, index)).join();
    expect(await pick("fake:C1", "2026-11-23")).toBe(await pick("fake:C1", "2026-11-23"));
    const others = await Promise.all(
      ["fake:C1", "fake:C2", "fake:C3"].flatMap((seed) =>
        ["2026-11-23", "2026-11-24", "2026-11-25"].map((day) => pick(seed, day)),
      ),
    );
    expect(new Set(others).size).toBeGreaterThan(3);
  });

  it("does not take a paper for matching that only uses one of the words", async () => {
    const index = await someIndex([
      { title: "Streaming Video Understanding", abstract: "streaming video ".repeat(5) },
      { title: "Gardens", abstract: `${"soil ".repeat(80)} video` },
      ...Array.from({ length: 20 }, (_, at) => `Video Topic ${at}`),
    ]);
    const pick = await pickPapers(
      { ...request, topics: ["streaming video"], shown: ["arxiv:2601.00001"] },
      index,
    );
    const gardens = pick.dropped.find(({ paper }) => paper.title === "Gardens");
    expect(gardens?.stage).toBe("match");
    expect(gardens && describeDrop(gardens, request)).toContain("doesn't match the topics");
    expect(gardens && describeMatch(gardens)).toMatch(/^match 0\.[0-2]\d, threshold 0\.30$/);
  });

  it.each([
    ["2026-10-24", 1],
    ["2026-10-23", 0],
  ])(
    "on an empty day, takes what is thirty days old and nothing older: of %s, %d",
    async (published, count) => {
      const index = await someIndex([{ title: "Glass Flows", published }]);
      const pick = await pickPapers({ ...request, topics: ["bees"] }, index);
      expect(pick.papers).toHaveLength(count);
    },
  );

  it("falls back on an empty day to the best unseen paper of the last 30 days, or is quiet", async () => {
    const index = await someIndex([
      { title: "Old", published: "2026-10-01", upvotes: 500 },
      { title: "Fresh", published: "2026-11-01", upvotes: 3 },
      { title: "Fresh and Liked", published: "2026-11-01", upvotes: 90 },
    ]);
    const empty = { ...request, topics: ["quantum chess"] };
    expect(await pickPapers(empty, index)).toMatchObject({
      fallback: true,
      papers: [{ paper: { title: "Fresh and Liked" } }],
    });
    expect((await pickPapers({ ...empty, whenEmpty: "quiet" }, index)).papers).toEqual([]);
  });

  it("sees papers that have come since the last pick", async () => {
    const index = await someIndex(["Glass"]);
    const topics = ["bees"];
    expect((await pickPapers({ ...request, topics, whenEmpty: "quiet" }, index)).papers).toEqual([]);
    await index.add([{ id: "arxiv:2611.00001", title: "Bees", keywords: [], authors: [], categories: [] }]);
    expect(titlesOf(await pickPapers({ ...request, topics }, index))).toEqual(["Bees"]);
    await index.remove("arxiv:2611.00001");
    expect((await pickPapers({ ...request, topics, whenEmpty: "quiet" }, index)).papers).toEqual([]);
  });

  it("accounts for every paper that it looked at", async () => {
    const index = await someIndex(Array.from({ length: 30 }, (_, at) => `Bees Dance ${at}`));
    const pick = await pickPapers({ ...request, count: 3, shown: ["arxiv:2601.00007"] }, index);
    const all = [...pick.papers, ...pick.dropped].map(({ paper }) => paper.id);
    expect(all).toHaveLength(30);
    expect(new Set(all).size).toBe(30);
  });
});

describe("explainPaper without interests", () => {
  it("gives the score by part, the parts adding up to it, and the place", async () => {
    const index = await someIndex([
      { title: "Bees Dance", published: "2026-11-23", upvotes: 200 },
      { title: "Glass Flows", published: "2026-11-20" },
    ]);
    const lines = async (id: string) => {
      const paper = await index.get(id);
      return paper ? await explainPaper(paper, request, index) : [];
    };
    expect(await lines("arxiv:2601.00001")).toEqual([
      "Picked for today: 200 upvotes on Hugging Face · just out.",
      "Score 1.00 of 1: votes elsewhere 0.45, newness 0.35, unlike recent posts 0.20",
    ]);
    expect(await lines("arxiv:2601.00002")).toEqual([
      "Skipped: 1 other paper matches better today.",
      "Score 0.53 of 1: newness 0.33, unlike recent posts 0.20",
    ]);
  });
});
