import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Paper } from "../../src/papers/paper.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { someChanges } from "../support/library/index-changes.ts";
import { somePaper } from "../support/library/papers.ts";
import { someIndex, titlesFor } from "../support/library/search-index.ts";

const QUERIES = ["honey", "bees maze", "HM", '"hive wasp"', "wsap", "author:ada", "realtime -hive"];

describe("an index that papers came to and went from", () => {
  test("answers as one that holds the same papers from the start", async () => {
    await fc.assert(
      fc.asyncProperty(someChanges, async (changes) => {
        const lived = createSearchIndex({ now: () => 0 });
        const here = new Map<string, Paper>();
        for (const { added, removed } of changes) {
          if (added) {
            await lived.add([added]);
            here.set(added.id, added);
          } else {
            await lived.remove(removed);
            here.delete(removed);
          }
        }
        const fresh = createSearchIndex({ now: () => 0 });
        await fresh.add(here.values());
        expect(lived.size).toBe(here.size);
        for (const query of QUERIES) expect(await answer(lived, query)).toEqual(await answer(fresh, query));
        expect(await related(lived)).toEqual(await related(fresh));
      }),
      { numRuns: 60 },
    );
  });

  test("replaces a paper whose id it knows", async () => {
    const index = await someIndex(["Old Bees"]);
    await index.add([somePaper({ id: "arxiv:2601.00001", title: "New Wasps" })]);
    expect(index.size).toBe(1);
    expect(await titlesFor(index, "bees")).toEqual([]);
    expect(await titlesFor(index, "wasps")).toEqual(["New Wasps"]);
    expect((await index.get("arxiv:2601.00001"))?.title).toBe("New Wasps");
    expect(await index.resolve("Old Bees")).toEqual([]);
  });

  test("forgets a removed one", async () => {
    const index = await someIndex([{ title: "Bees", keywords: ["dancing"] }]);
    await index.remove("arxiv:2601.00001");
    expect(index.size).toBe(0);
    expect(await index.get("arxiv:2601.00001")).toBeUndefined();
    expect(await index.suggestQueries("danc", 5)).toEqual([]);
    expect(await index.suggestTitles("", 5)).toEqual([]);
  });
});

test("while papers are added, others get a turn", async () => {
  const index = createSearchIndex({ now: () => 0 });
  const papers = Array.from({ length: 2000 }, (_, at) =>
    somePaper({ id: `a:${at}`, abstract: `bee ${at} `.repeat(50) }),
  );
  let sizeAtFirstTurn: number | undefined;
  setImmediate(() => {
    sizeAtFirstTurn = index.size;
  });
  await index.add(papers);
  expect(index.size).toBe(2000);
  expect(sizeAtFirstTurn).toBeLessThan(2000);
});

async function answer(index: SearchIndex, query: string) {
  const { total, hits } = await index.search(query, { offset: 0, limit: 10 });
  return { total, hits: hits.map((hit) => [hit.paper.id, hit.score.toFixed(9), hit.why]) };
}

async function related(index: SearchIndex) {
  const { hits } = await index.similar(["a:1"], { offset: 0, limit: 10 });
  return hits.map((hit) => [hit.paper.id, hit.score.toFixed(9)]);
}
