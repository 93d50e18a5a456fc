import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterLikes } from "../../src/recommend/clusters.ts";
import type { Like } from "../../src/recommend/profile.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import type { IndexReader } from "../../src/search/search-index.ts";
import { TODAY } from "../support/library/library.ts";
import { somePaper } from "../support/library/papers.ts";
import { idOf, type Subject, threeSubjects } from "../support/library/three-subjects.ts";

const known = (subject: Subject, numbers: readonly number[]): readonly Like[] =>
  numbers.map((number) => ({ paper: idOf(subject, number), weight: 1, because: "you upvoted it" }));
const subjectsOf = (reader: IndexReader, likes: readonly Like[]) =>
  new Set(likes.map(({ paper }) => reader.paper(reader.docOf(paper) ?? -1).title.split(" ")[0]));

describe("clusterLikes", () => {
  it("makes no interest of nothing", async () => {
    expect(clusterLikes([], await (await threeSubjects()).reader())).toEqual([]);
  });

  it("keeps subjects apart, the largest first, whatever the order of the likes", async () => {
    const reader = await (await threeSubjects()).reader();
    const likes = [
      ...known("glass", [0, 1, 2]),
      ...known("bees", [0, 1, 2, 3, 4, 5]),
      ...known("rivers", [0, 1, 2, 3]),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(likes, { minLength: likes.length }), (shuffled) => {
        const clusters = clusterLikes(shuffled, reader);
        expect(clusters.map((cluster) => [...subjectsOf(reader, cluster)])).toEqual([
          ["bees"],
          ["rivers"],
          ["glass"],
        ]);
        expect(
          clusters
            .flat()
            .map(({ paper }) => paper)
            .sort(),
        ).toEqual(likes.map(({ paper }) => paper).sort());
      }),
      { numRuns: 30 },
    );
  });

  it("lets a paper that stands alone join the nearest interest", async () => {
    const reader = await (await threeSubjects()).reader();
    const likes = [...known("bees", [0, 1, 2, 3]), ...known("glass", [0])];
    expect(clusterLikes(likes, reader)).toHaveLength(1);
  });

  it("puts likes beyond the strongest into the interests that those make", async () => {
    const reader = await (await threeSubjects()).reader();
    const numbers = Array.from({ length: 85 }, (_, at) => at);
    const likes = [...known("bees", numbers), ...known("rivers", numbers)];
    const clusters = clusterLikes(likes, reader);
    expect(clusters.flat()).toHaveLength(170);
    for (const cluster of clusters) expect(subjectsOf(reader, cluster).size).toBe(1);
    // Those beyond the 150 strongest have joined, and make no interest of their own.
    for (const cluster of clusters) expect(cluster.length).toBeGreaterThan(1);
  });

  it("takes all for one interest while nothing is known about words", async () => {
    const index = createSearchIndex({ now: () => TODAY.getTime() });
    const papers = ["Bees", "Glass"].map((title, at) => somePaper({ id: `arxiv:2601.0000${at}`, title }));
    await index.add(papers);
    const likes = papers.map(({ id }) => ({ paper: id, weight: 1, because: "" }));
    expect(clusterLikes(likes, await index.reader())).toEqual([likes]);
  });
});
