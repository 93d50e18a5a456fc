import { describe, expect, it } from "vitest";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { TODAY } from "../../support/library/library.ts";
import { somePaper } from "../../support/library/papers.ts";
import { threeSubjects } from "../../support/library/three-subjects.ts";

describe("what pairs of words tell", () => {
  it("has been learned when the index is refined, so that no pick waits for it", async () => {
    const index = await threeSubjects();
    expect(await index.vectors.prepare()).toBe(false);
  });

  it("is learned by the first who asks, once, and not by who is stopped", async () => {
    const index = createSearchIndex({ now: () => TODAY.getTime() });
    await index.add(
      Array.from({ length: 200 }, (_, at) =>
        somePaper({ id: `arxiv:2601.${String(at + 1).padStart(5, "0")}`, title: `Bees and hives ${at}` }),
      ),
    );
    expect(await index.vectors.prepare(AbortSignal.abort())).toBe(false);
    const asked = [index.vectors.prepare(), index.vectors.prepare()];
    expect(await Promise.all(asked)).toEqual([true, false]);
  });

  it("makes another version of the index, because vectors change, and so do meanings", async () => {
    const index = createSearchIndex({ now: () => TODAY.getTime() });
    await index.add(
      Array.from({ length: 200 }, (_, at) =>
        somePaper({ id: `arxiv:2601.${String(at + 1).padStart(5, "0")}` }),
      ),
    );
    const { version } = index;
    await index.refine();
    expect(index.version).toBe(version + 2);
  });
});
