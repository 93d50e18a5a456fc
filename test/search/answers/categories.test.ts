import { expect, it } from "vitest";
import { someIndex } from "../../support/library/search-index.ts";

it("counts the papers of each category, and those that went no longer", async () => {
  const index = await someIndex([
    { id: "arxiv:2601.00001", categories: ["cs.AI", "cs.LG"] },
    { id: "arxiv:2601.00002", categories: ["cs.LG", "cs.LG"] },
    { id: "arxiv:2601.00003", categories: ["neuroscience"] },
    { id: "arxiv:2601.00004", categories: [] },
  ]);
  await index.remove("arxiv:2601.00003");
  expect(Object.fromEntries(await index.categories())).toEqual({ "cs.AI": 1, "cs.LG": 2 });
});
