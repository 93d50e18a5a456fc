import { describe, expect, it } from "vitest";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { somePaper } from "../../support/library/papers.ts";

const FILLER = "Rivers carry sand past old mills while herons wait for slow fish near reeds.";

async function fitting(
  words: string,
  papers: Readonly<Record<string, { title?: string; abstract?: string }>>,
) {
  const index = createSearchIndex({ now: () => 0 });
  await index.add(
    Object.entries(papers).map(([id, text]) =>
      somePaper({ id, title: "Untitled", abstract: FILLER, ...text }),
    ),
  );
  const reader = await index.reader();
  const bm25f = reader.bm25f(words);
  return (id: string) => bm25f(reader.docOf(id) ?? -1);
}

describe("how well a paper fits words", () => {
  it("is 0 without any of them, below 1 with all of them, and grows with each", async () => {
    const shareOf = await fitting("lunar gardens", {
      none: {},
      one: { abstract: `Gardens. ${FILLER}` },
      both: { abstract: `Lunar gardens. ${FILLER}` },
    });
    expect(shareOf("none")).toBe(0);
    expect(shareOf("one")).toBeGreaterThan(0);
    expect(shareOf("both")).toBeGreaterThan(shareOf("one"));
    expect(shareOf("both")).toBeLessThan(1);
  });

  it("counts a word of the title for more than one of the text", async () => {
    const shareOf = await fitting("gardens", {
      title: { title: "Gardens" },
      text: { abstract: `Gardens. ${FILLER}` },
    });
    expect(shareOf("title")).toBeGreaterThan(shareOf("text"));
  });

  it("means the same in a larger library, as long as words are as rare", async () => {
    const some = { one: { abstract: `Gardens. ${FILLER}` }, other: {} };
    const many = { ...some, third: { abstract: `Gardens at night. ${FILLER}` }, fourth: {} };
    const [few, more] = [await fitting("gardens", some), await fitting("gardens", many)];
    expect(more("one")).toBeCloseTo(few("one"), 6);
  });

  it("reads a misspelt word as the one that was meant", async () => {
    const shareOf = await fitting("gardenz", {
      one: { title: "Gardens", abstract: `Gardens and gardens. ${FILLER}` },
    });
    expect(shareOf("one")).toBeGreaterThan(0);
  });

  it("is 0 for words that the library has never seen", async () => {
    const shareOf = await fitting("zzyzx", { one: {} });
    expect(shareOf("one")).toBe(0);
  });
});
