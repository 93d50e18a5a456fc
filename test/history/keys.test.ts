import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { keyOfRound, keyStem } from "../../src/history/citation-key.ts";
import { citationKeys, likelyKeys } from "../../src/history/keys.ts";
import { addPapers } from "../../src/library/add-papers.ts";
import { provisionalId } from "../../src/papers/identifier.ts";
import type { Paper } from "../../src/papers/paper.ts";
import type { Database } from "../../src/store/database.ts";
import { resolvePapers } from "../../src/store/papers.ts";
import { someDatabase } from "../support/library/database.ts";
import { TODAY } from "../support/library/library.ts";
import { somePaper } from "../support/library/papers.ts";

describe("what a key is made of", () => {
  it.each([
    [{}, "example2026toy"],
    [{ authors: ["Laurens van der Bée"], published: "2024-06" }, "bee2024toy"],
    [{ authors: ["Ann Øster Jr."], title: "On the Origin of {Bees}" }, "oster2026origin"],
    [{ authors: ["中村"], title: "蜂の研究" }, "anon2026paper"],
    [{ id: "doi:10.1000/x", authors: [], title: "A" }, "anonnda"],
    [{ title: "VideoLLM-online: More" }, "example2026videollm"],
    [{ title: `% ${"x".repeat(500)}` }, `example2026${"x".repeat(20)}`],
  ])("of %j is %s", (fields, stem) => {
    expect(keyStem(somePaper(fields))).toBe(stem);
  });

  it("is letters and digits, whatever a paper is called", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.array(fc.string({ unit: "binary" })),
        (title, authors) => {
          expect(keyStem(somePaper({ title, authors }))).toMatch(/^[a-z0-9]{6,64}$/);
        },
      ),
    );
  });

  it("goes on with letters", () => {
    expect([0, 1, 26, 27, 52, 53, 702, 703].map((round) => keyOfRound("k", round))).toEqual([
      "k",
      "ka",
      "kz",
      "kaa",
      "kaz",
      "kba",
      "kzz",
      "kaaa",
    ]);
  });
});

describe("citation keys", () => {
  let db: Database;

  beforeEach(async () => {
    db = await someDatabase();
  });

  const keysOf = async (...papers: Paper[]) => [...(await citationKeys(db, papers, TODAY)).entries()];
  const numbered = (count: number, fields: Partial<Paper> = {}) =>
    Array.from({ length: count }, (_, at) => somePaper({ ...fields, id: `arxiv:2611.${10_000 + at}` }));

  it("stay what they were, whatever becomes of the paper", async () => {
    const before = await keysOf(somePaper());
    expect(before).toEqual([["arxiv:2611.00042", "example2026toy"]]);
    expect(await keysOf(somePaper({ title: "Other", authors: ["Zoe Zed"], published: "1999" }))).toEqual(
      before,
    );
  });

  it("differ for papers that look alike, also where many ask at once", async () => {
    const papers = numbered(60);
    const asked = await Promise.all(
      papers.map((paper) => citationKeys(db, [paper, ...papers.slice(0, 5)], TODAY)),
    );
    const all = await citationKeys(db, papers, TODAY);
    expect(new Set(all.values()).size).toBe(60);
    for (const some of asked) for (const [id, key] of some) expect(all.get(id)).toBe(key);
  });

  it("do not take a key that another stem has already", async () => {
    await keysOf(somePaper({ id: "arxiv:2611.00001", title: "Toya" }));
    const [first, second] = numbered(2);
    if (!first || !second) throw new Error("two papers are wanted");
    expect((await keysOf(first, second)).map(([, key]) => key)).toEqual([
      "example2026toy",
      "example2026toyb",
    ]);
  });

  it("go along when a paper of which only the title was known gets its id", async () => {
    const title = "Toy Bees Solve Mazes";
    const { id: _, ...draft } = somePaper({ title, authors: [] });
    await addPapers(db, [draft], TODAY);
    const provisional = provisionalId(title);
    const before = await citationKeys(db, [...(await resolvePapers(db, [provisional])).values()], TODAY);
    await addPapers(
      db,
      [{ ...draft, id: "arxiv:2611.00042", authors: ["Zoe Zed", "Ada Example", "Bo Sample"] }],
      TODAY,
    );
    const paper = (await resolvePapers(db, [provisional])).get(provisional);
    expect(paper?.id).toBe("arxiv:2611.00042");
    if (!paper) throw new Error("the paper is gone");
    expect([...(await citationKeys(db, [paper], TODAY)).values()]).toEqual([...before.values()]);
  });

  it("are given to a thousand papers", async () => {
    const keys = await citationKeys(db, numbered(1000), TODAY);
    expect(new Set(keys.values()).size).toBe(1000);
  });
});

describe("likely keys", () => {
  it("are those that papers have or would be given, and nothing is written for them", async () => {
    const db = await someDatabase();
    const cited = somePaper({ id: "arxiv:2611.00001" });
    const others = [
      somePaper({ id: "arxiv:2611.00002" }),
      somePaper({ id: "arxiv:2611.00003", title: "Glass" }),
    ];
    await citationKeys(db, [cited], TODAY);
    const likely = await likelyKeys(db, [...others, cited]);
    expect(Object.fromEntries(likely)).toEqual({
      "arxiv:2611.00001": "example2026toy",
      "arxiv:2611.00002": "example2026toya",
      "arxiv:2611.00003": "example2026glass",
    });
    expect(await db.selectFrom("citation_keys").select("paper").execute()).toEqual([{ paper: cited.id }]);
    expect(await citationKeys(db, others, TODAY)).toEqual(
      new Map([...likely].filter(([id]) => id !== cited.id)),
    );
  });
});
