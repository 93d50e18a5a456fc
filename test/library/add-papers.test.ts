import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { addPapers } from "../../src/library/add-papers.ts";
import { provisionalId } from "../../src/papers/identifier.ts";
import { titleKey } from "../../src/papers/text.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { findPapers, papersAfter, START } from "../../src/store/papers.ts";
import { temporaryFolder } from "../support/folder.ts";
import { countPapers } from "../support/library/count-papers.ts";
import { openNewDatabase } from "../support/library/database.ts";
import { TODAY } from "../support/library/library.ts";
import { somePaper } from "../support/library/papers.ts";
import { targetOf } from "../support/postgres.ts";

async function someDatabase(): Promise<Database> {
  const db = await openNewDatabase(join(temporaryFolder(), "paperboy.db"));
  onTestFinished(() => db.destroy());
  return db;
}

const add = async (db: Database, ...found: Parameters<typeof addPapers>[1]) =>
  (await addPapers(db, found, TODAY)).map(({ fate }) => fate);
const all = async (db: Database) =>
  (await papersAfter(db, START, 1000)).flatMap(({ paper, mergedInto }) =>
    mergedInto === undefined ? paper : [],
  );

describe("addPapers", () => {
  it("stores every field and gives it back", async () => {
    const db = await someDatabase();
    const paper = somePaper({
      abstract: "We show “bees”. They learn — fast.",
      summary: "Bees learn mazes.",
      keywords: ["bees", "mazes"],
      authorsCount: 7,
      published: "2026-11",
      venue: "BeeConf 2026",
      url: "https://example.org/bees",
      codeUrl: "https://github.com/example/bees",
      upvotes: 12,
      names: [{ family: "Example", given: "Ada" }, { literal: "Bo Sample" }],
      otherIds: ["doi:10.1000/bees.1"],
      publication: {
        type: "article",
        date: "2027",
        volume: "3",
        editors: [{ family: "Roe", given: "Al" }],
        titleParts: ["Toy ", "Bees", " Solve Mazes"],
      },
    });
    expect(await add(db, paper)).toEqual(["new"]);
    expect(await all(db)).toEqual([paper]);
  });

  it("changes nothing the second time, not even the revision of a paper", async () => {
    const db = await someDatabase();
    await add(db, somePaper({ abstract: "Bees." }));
    const before = await papersAfter(db, START, 10);
    expect(await add(db, somePaper({ abstract: "Bees." }))).toEqual(["unchanged"]);
    expect(await papersAfter(db, START, 10)).toEqual(before);
  });

  it("adds what is missing to a known paper", async () => {
    const db = await someDatabase();
    await add(db, somePaper({ summary: "Bees learn mazes.", keywords: ["bees"] }));
    expect(await add(db, somePaper({ abstract: "We show bees." }))).toEqual(["updated"]);
    expect(await all(db)).toEqual([
      somePaper({ summary: "Bees learn mazes.", keywords: ["bees"], abstract: "We show bees." }),
    ]);
  });

  it("finds the paper of a record without an id by its title, however it is spelt", async () => {
    const db = await someDatabase();
    await add(db, somePaper({ title: "Toy-Bees: Solve “Mazes”" }));
    const { id: _, ...found } = somePaper({ title: "toy bees solve mazes", abstract: "We show bees." });
    expect(await add(db, found)).toEqual(["updated"]);
    expect((await all(db)).map(({ id, abstract }) => [id, abstract])).toEqual([
      ["arxiv:2611.00042", "We show bees."],
    ]);
  });

  it("keeps a record without an id under its title, until the id is known", async () => {
    const db = await someDatabase();
    const { id: _, ...found } = somePaper({ abstract: "We show bees." });
    const provisional = provisionalId(found.title);
    expect(await add(db, found, found)).toEqual(["new", "unchanged"]);
    expect((await all(db)).map(({ id }) => id)).toEqual([provisional]);

    expect(await add(db, somePaper({ published: "2026-11-19" }))).toEqual(["updated"]);
    expect(await countPapers(db)).toBe(1);
    const [record] = await findPapers(db, ["arxiv:2611.00042"], []);
    expect(record?.paper).toMatchObject({ abstract: "We show bees.", published: "2026-11-19" });
    const [signpost] = await findPapers(db, [provisional], []);
    expect(signpost?.mergedInto).toBe("arxiv:2611.00042");

    expect(await add(db, found)).toEqual(["unchanged"]);
    expect(await add(db, { ...found, id: provisional, upvotes: 3 })).toEqual(["updated"]);
    expect(await countPapers(db)).toBe(1);
  });

  it("finds a paper with two ids by either, and once by its title", async () => {
    const db = await someDatabase();
    const paper = somePaper({ otherIds: ["doi:10.1000/toy"] });
    await add(db, paper);
    const ids = [paper.id, "doi:10.1000/toy"];
    expect((await findPapers(db, ids, [])).map(({ paper }) => paper.id).sort()).toEqual(ids.sort());
    expect((await findPapers(db, [], [titleKey(paper.title)])).map(({ paper }) => paper.id)).toEqual([
      paper.id,
    ]);
    expect(await add(db, { ...paper, id: "doi:10.1000/toy", otherIds: [paper.id] })).toEqual(["unchanged"]);
  });

  it("never guesses between two papers of one title", async () => {
    const db = await someDatabase();
    await add(db, somePaper({ id: "arxiv:2611.00001" }), somePaper({ id: "arxiv:2611.00002" }));
    const { id: _, ...found } = somePaper({ abstract: "Which one?" });
    expect(await add(db, found)).toEqual(["new"]);
    expect((await all(db)).map(({ abstract }) => abstract)).toEqual([undefined, undefined, "Which one?"]);
  });

  it("keeps papers of one title with different ids apart", async () => {
    const db = await someDatabase();
    expect(
      await add(db, somePaper({ id: "arxiv:2611.00001" }), somePaper({ id: "arxiv:2611.00002" })),
    ).toEqual(["new", "new"]);
    expect(await countPapers(db)).toBe(2);
  });

  it("keeps ids strings, also where they look like numbers", async () => {
    const db = await someDatabase();
    await add(db, somePaper({ id: "arxiv:2503.02130", title: "2503.02130" }));
    expect(await all(db)).toEqual([somePaper({ id: "arxiv:2503.02130", title: "2503.02130" })]);
  });

  it("lets two imports at once both finish, with every paper once", async () => {
    const folder = temporaryFolder();
    const dbs = await Promise.all(
      [1, 2].map(async () => openDatabase(await targetOf(join(folder, "paperboy.db")))),
    );
    onTestFinished(async () => void (await Promise.all(dbs.map((db) => db.destroy()))));
    const papers = Array.from({ length: 300 }, (_, index) =>
      somePaper({ id: `arxiv:2611.${String(index + 1).padStart(5, "0")}`, title: `Bees, part ${index}` }),
    );
    const batches = [0, 100, 200].map((start) => papers.slice(start, start + 100));
    const fates = await Promise.all(dbs.flatMap((db) => batches.map((batch) => add(db, ...batch))));
    expect(fates.flat().filter((fate) => fate === "new")).toHaveLength(300);
    expect(fates.flat().filter((fate) => fate === "unchanged")).toHaveLength(300);
    const [db] = dbs;
    expect(db && (await countPapers(db))).toBe(300);
  });

  it("finds nothing by an unknown id, also beside a title without a letter", async () => {
    const db = await someDatabase();
    await add(db, somePaper({ title: "\u200f\u061c" }));
    expect(await findPapers(db, ["arxiv:2611.99999"], [])).toEqual([]);
    expect(await findPapers(db, [], [titleKey("bees")])).toEqual([]);
  });

  it("gives each record the title key that it is found by", async () => {
    const db = await someDatabase();
    await add(db, somePaper({ title: "M^3ViT: Bees" }));
    const found = await findPapers(db, [], [titleKey("m3vit bees")]);
    expect(found).toHaveLength(1);
  });
});
