import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addPapers } from "../../src/library/add-papers.ts";
import { type FoundPaper, foundPaperSchema } from "../../src/papers/found-paper.ts";
import type { Database } from "../../src/store/database.ts";
import { papersAfter, START } from "../../src/store/papers.ts";
import { someDatabase } from "../support/library/database.ts";
import { TODAY } from "../support/library/library.ts";

const LONG = "We let insects solve mazes and count how often they turn back before they find the way out.";
const option = <T>(...values: readonly T[]) => fc.constantFrom(undefined, ...values);

/** Few titles, names and ids, so that much of it meets. */
const records: fc.Arbitrary<FoundPaper> = fc
  .record({
    id: option(
      "arxiv:2401.00001",
      "arxiv:2401.00002",
      "arxiv:1011.1669",
      "doi:10.1000/a",
      "doi:10.1000/b",
      "doi:10.1101/2024.01.02.3",
    ),
    other: option("doi:10.1000/a", "doi:10.1000/c"),
    title: fc.constantFrom(
      "Introduction",
      "Toy Bees Solve Mazes",
      "TOY BEES SOLVE MAZES",
      "Toy Wasps: Mazes at Night",
      "Toy Wasps",
    ),
    authors: fc.constantFrom(
      [],
      ["Ana Bee"],
      ["Bee, A."],
      ["Bo Wasp"],
      ["Bo Wasp", "Ana Bee"],
      ["Cy Ant", "Bo Wasp", "Di Fly"],
    ),
    published: option("2023", "2024", "2024-01", "2024-01-02", "2025", "2010-11-08"),
    venue: option("ToyConf", "Proceedings of ToyConf 2024", "Journal of Toys"),
    abstract: option("We show bees.", `${LONG} Bees do.`, LONG),
    keywords: fc.constantFrom([], ["bees"], ["wasps", "nests"]),
    url: option("https://a.example.org/1", "https://b.example.org/2"),
    upvotes: option(1, 5),
    publication: option<FoundPaper["publication"]>(
      { type: "article", volume: "3", pages: "1–9" },
      { type: "article", volume: "4", pages: "77" },
      { type: "book", edition: "2" },
      { type: "dataset" },
    ),
  })
  .map(({ other, ...record }) => {
    const fields = Object.entries({
      ...record,
      otherIds: other && other !== record.id ? [other] : undefined,
    });
    const found = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
    return foundPaperSchema.parse(found);
  });

async function libraryOf(db: Database, ...files: readonly (readonly FoundPaper[])[]) {
  for (const table of ["papers", "paper_records", "record_ids", "paper_splits"] as const)
    await db.deleteFrom(table).execute();
  for (const file of files) if (file.length > 0) await addPapers(db, file, TODAY);
  const rows = await papersAfter(db, START, 10_000);
  return rows
    .filter(({ mergedInto }) => mergedInto === undefined)
    .map(({ paper, titleKey }) => ({ paper, titleKey }))
    .sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1));
}

describe("two files", () => {
  const files = fc.array(records, { maxLength: 8 });

  it("make the same library in either order, at once, piece by piece, and again", {
    timeout: 120_000,
  }, async () => {
    const db = await someDatabase();
    await fc.assert(
      fc.asyncProperty(files, files, async (a, b) => {
        const library = await libraryOf(db, a, b);
        expect(await libraryOf(db, b, a)).toEqual(library);
        expect(await libraryOf(db, [...b, ...a])).toEqual(library);
        expect(await libraryOf(db, ...[...b, ...a].reverse().map((one) => [one]))).toEqual(library);
        expect(await libraryOf(db, a, b, a, b)).toEqual(library);
      }),
      { numRuns: 30 },
    );
  });

  it("change nothing the second time, and are found under every id", { timeout: 120_000 }, async () => {
    const db = await someDatabase();
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const library = await libraryOf(db, file);
        const before = await papersAfter(db, START, 10_000);
        if (file.length > 0) {
          const again = await addPapers(db, file, TODAY);
          expect(again.map(({ fate, note }) => [fate, note])).toEqual(
            file.map(() => ["unchanged", undefined]),
          );
          const ids = new Set(library.map(({ paper }) => paper.id));
          for (const { paper } of again) expect(ids).toContain(paper);
        }
        expect(await papersAfter(db, START, 10_000)).toEqual(before);
        for (const { mergedInto } of before.filter((row) => row.mergedInto !== undefined))
          expect(library.map(({ paper }) => paper.id)).toContain(mergedInto);
      }),
      { numRuns: 30 },
    );
  });
});
