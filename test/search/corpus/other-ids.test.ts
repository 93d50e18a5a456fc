import { expect, it } from "vitest";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { aPaper } from "../../support/library/a-paper.ts";

const ARXIV = "arxiv:2311.00042";
const DOI = "doi:10.1000/hive.7";

function someIndex() {
  return createSearchIndex({ now: () => 0 });
}

it("finds a paper by its other ids, as long as it has them", async () => {
  const index = someIndex();
  const idOf = async (id: string) => (await index.get(id))?.id;
  await index.add([aPaper({ id: ARXIV, otherIds: [DOI] })]);
  expect(await idOf(DOI)).toBe(ARXIV);
  expect((await index.resolve("https://doi.org/10.1000/hive.7")).map(({ id }) => id)).toEqual([ARXIV]);
  expect((await index.reader()).docOf(DOI)).toBe((await index.reader()).docOf(ARXIV));

  await index.add([aPaper({ id: ARXIV, upvotes: 1 })]);
  expect(await idOf(DOI)).toBeUndefined();
  await index.add([aPaper({ id: ARXIV, title: "Other Bees", otherIds: [DOI] })]);
  expect(await idOf(DOI)).toBe(ARXIV);
  await index.remove(DOI);
  expect(await idOf(ARXIV)).toBe(ARXIV);
  await index.remove(ARXIV);
  expect(await idOf(DOI)).toBeUndefined();
  expect(index.size).toBe(0);
});

it("never takes another paper's own id for one of these", async () => {
  const index = someIndex();
  const own = aPaper({ id: DOI, title: "The Article" });
  for (const papers of [
    [own, aPaper({ id: ARXIV, otherIds: [DOI] })],
    [aPaper({ id: ARXIV, otherIds: [DOI] }), own],
  ]) {
    await index.add(papers);
    expect(await index.get(DOI)).toEqual(own);
    expect(index.size).toBe(2);
  }
});
