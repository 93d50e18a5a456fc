import { describe, expect, it } from "vitest";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { TODAY } from "../../support/library/library.ts";
import { somePaper } from "../../support/library/papers.ts";
import { threeSubjects } from "../../support/library/three-subjects.ts";

const idAt = (at: number) => `arxiv:2601.${String(at + 1).padStart(5, "0")}`;

async function manyBees() {
  const index = createSearchIndex({ now: () => TODAY.getTime() });
  const papers = Array.from({ length: 200 }, (_, at) =>
    somePaper({ id: idAt(at), title: `Bees and hives ${at}` }),
  );
  await index.add(papers);
  return index;
}

describe("the bigrams that a reader weighs", () => {
  it("are counted when the index is refined, so that no pick waits for it", async () => {
    const index = await threeSubjects();
    const { version } = index;
    await index.reader();
    expect(index.version).toBe(version);
  });

  it("are counted for the first who asks, once", async () => {
    const index = await manyBees();
    const { version } = index;
    const [one, other] = await Promise.all([index.reader(), index.reader()]);
    expect(index.version).toBe(version + 1);
    expect(one.isCurrent && other === one).toBe(true);
  });

  it("are not counted by who is stopped", async () => {
    const index = await manyBees();
    const { version } = index;
    await index.refine(AbortSignal.abort());
    expect(index.version).toBe(version);
  });

  it("make another version of the index, because vectors change, and so do meanings", async () => {
    const index = await manyBees();
    const { version } = index;
    await index.refine();
    expect(index.version).toBe(version + 2);
  });
});

describe("a reader", () => {
  it("is the same until a paper comes, changes or goes, and knows that it is out of date then", async () => {
    const index = await threeSubjects();
    const changes = [
      () => index.add([somePaper({ id: "arxiv:2611.00001", title: "New Bees" })]),
      () => index.add([somePaper({ id: "arxiv:2611.00001", title: "Other Bees" })]),
      () => index.remove("arxiv:2611.00001"),
    ];
    for (const change of changes) {
      const before = await index.reader();
      expect([before.isCurrent, await index.reader()]).toEqual([true, before]);
      await change();
      expect(before.isCurrent).toBe(false);
      expect((await index.reader()).isCurrent).toBe(true);
    }
  });

  it("has the newest papers of an author, whose every name part begins one of a name", async () => {
    const index = createSearchIndex({ now: () => TODAY.getTime() });
    await index.add([
      somePaper({ id: "arxiv:2601.00001", authors: ["Ada Bee"], published: "2025-01-01" }),
      somePaper({ id: "arxiv:2601.00002", authors: ["Ada Bee", "Zoe Wasp"], published: "2026-01-01" }),
      somePaper({ id: "arxiv:2601.00003", authors: ["Ada Ant", "Zoe Bee"], published: "2026-02-01" }),
    ]);
    const reader = await index.reader();
    const by = (name: string, count: number) => reader.byAuthor(name, count).map(reader.id);
    expect(by("Ada Bee", 9)).toEqual(["arxiv:2601.00002", "arxiv:2601.00001"]);
    expect(by('"Ada Bee"', 1)).toEqual(["arxiv:2601.00002"]);
    expect(by("Nobody", 9)).toEqual([]);
  });

  it("gives the best papers for words with their shares of the best score", async () => {
    const index = createSearchIndex({ now: () => TODAY.getTime() });
    await index.add([
      somePaper({ id: "arxiv:2601.00001", title: "Wasps", abstract: "Some bees." }),
      somePaper({ id: "arxiv:2601.00002", title: "Bees", abstract: "Bees and bees." }),
      somePaper({ id: "arxiv:2601.00003", title: "Ants" }),
    ]);
    const reader = await index.reader();
    const found = [...reader.bm25("bees", 9)];
    expect(found.map(([doc]) => reader.id(doc))).toEqual(["arxiv:2601.00002", "arxiv:2601.00001"]);
    expect(found[0]?.[1]).toBe(1);
    expect(found[1]?.[1]).toBeLessThan(1);
    expect(reader.bm25("bees", 1).size).toBe(1);
    expect(reader.bm25("xqzzy", 9).size).toBe(0);
  });
});
