import { expect, it } from "vitest";
import { someIndex } from "../../support/library/search-index.ts";

/** Papers that match “honey bees”, each a little less than the one before: by a word more of something else. */
function ladder(length: number) {
  return Array.from({ length }, (_, at) => ({
    title: `Number ${at}`,
    abstract: `Honey, mites, bees, ${"wasps, ".repeat(at + 1)}.`,
  }));
}

it.each([
  [60, true],
  [190, true],
  [215, false],
])(
  "looks closely at the first 200 papers: what stands side by side lifts the one at %d: %s",
  async (place, isLifted) => {
    const papers = ladder(240).map((paper, at) =>
      at === place
        ? { ...paper, abstract: paper.abstract.replace("Honey, mites, bees", "Mites, honey bees") }
        : paper,
    );
    const index = await someIndex(papers);
    const { hits } = await index.search("honey bees", { offset: 0, limit: 240 });
    const found = hits.findIndex(({ paper }) => paper.title === `Number ${place}`);
    if (isLifted) expect(found).toBeLessThan(place - 30);
    else expect(found).toBeGreaterThanOrEqual(200);
  },
);
