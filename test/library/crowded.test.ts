import { describe, expect, it } from "vitest";
import { addPapers } from "../../src/library/add-papers.ts";
import type { FoundPaper } from "../../src/papers/found-paper.ts";
import type { Database } from "../../src/store/database.ts";
import { countPapers } from "../support/library/count-papers.ts";
import { someDatabase } from "../support/library/database.ts";
import { TODAY } from "../support/library/library.ts";
import { somePaper } from "../support/library/papers.ts";

const { id: _, ...untold } = somePaper({ title: "Online reference" });
const MANY = Array.from({ length: 300 }, (_, at) => at);

async function importAll(db: Database, records: readonly FoundPaper[]) {
  const fates = [];
  for (let at = 0; at < records.length; at += 100) {
    for (const { fate } of await addPapers(db, records.slice(at, at + 100), TODAY)) fates.push(fate);
  }
  return fates;
}

describe("what very many papers have in common", () => {
  it.each<[string, (at: number) => FoundPaper, number]>([
    ["a title", (at) => ({ ...untold, authors: [`Ana Bee${at}`] }), 300],
    [
      "a title and an author",
      (at) => ({ ...untold, published: String(1700 + at), venue: `Annals of ${at}` }),
      300,
    ],
    ["a title and nothing else", (at) => ({ ...untold, authors: [], url: `https://example.org/${at}` }), 300],
    [
      "an id",
      (at) => somePaper({ id: "doi:10.1000/x", title: `Bees, part ${at}`, authors: [`Ana Bee${at}`] }),
      300,
    ],
    ["an id and a title", (at) => somePaper({ id: "doi:10.1000/x", authors: [`Ana Bee${at}`] }), 1],
  ])("says nothing, takes no longer, and comes again unchanged: %s", async (_, record, papers) => {
    const db = await someDatabase();
    await importAll(db, MANY.map(record));
    expect(await countPapers(db)).toBe(papers);
    const again = await importAll(db, MANY.map(record));
    expect(again.filter((fate) => fate !== "unchanged")).toEqual([]);
    expect(await countPapers(db)).toBe(papers);
    const kept = await db.selectFrom("paper_records").select("digest").execute();
    expect(kept.length).toBeLessThanOrEqual(Math.max(papers, 30));
  });
});
