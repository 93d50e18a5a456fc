import { describe, expect, it } from "vitest";
import { addPapers } from "../../src/library/add-papers.ts";
import { paperHistory, splitPaper } from "../../src/library/paper-history.ts";
import type { FoundPaper } from "../../src/papers/found-paper.ts";
import { pageOf } from "../../src/papers/identifier.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import { findPaper, papersAfter, START } from "../../src/store/papers.ts";
import { marksOf, putMark, removeMark } from "../../src/store/profile-marks.ts";
import { putSave, savesOf } from "../../src/store/saves.ts";
import { addShown, shownIn } from "../../src/store/shown.ts";
import { findVotes, putVote, tallyOf } from "../../src/store/votes.ts";
import { someDatabase } from "../support/library/database.ts";
import { TODAY } from "../support/library/library.ts";
import { somePaper } from "../support/library/papers.ts";

const ARXIV = "arxiv:2311.00042";
const DOI = "doi:10.1000/hive.7";
const preprint = somePaper({ id: ARXIV, title: "How Bees Count Flowers", published: "2023-11-02" });
const published = somePaper({
  id: DOI,
  title: "How bees count flowers",
  published: "2024",
  venue: "Journal of Hives",
  categories: [],
});
const place = { platform: "test", channel: "C1" };

async function live(db: Database) {
  const rows = await papersAfter(db, START, 1000);
  return rows.flatMap(({ paper, mergedInto }) => (mergedInto === undefined ? paper : []));
}

const idsIn = async (db: Database) => (await live(db)).map(({ id }) => id).sort();

describe("a preprint and its published version", () => {
  it("are one paper, found under both ids and cited as published", async () => {
    const db = await someDatabase();
    await addPapers(db, [preprint], TODAY);
    const [added] = await addPapers(db, [published], TODAY);
    expect(added).toMatchObject({ fate: "updated", paper: ARXIV, note: { kind: "merged" } });
    expect(await live(db)).toEqual([
      {
        ...preprint,
        title: published.title,
        venue: "Journal of Hives",
        otherIds: [DOI],
        publication: { date: "2024" },
      },
    ]);
    expect(await findPaper(db, DOI)).toEqual(await findPaper(db, ARXIV));
  });

  it("has its authors' names written out, and keeps the parts of names", async () => {
    const db = await someDatabase();
    const [ada, bo] = [
      { family: "Example", given: "Ada" },
      { family: "Sample", given: "Bo" },
    ];
    await addPapers(db, [{ ...preprint, names: [ada, bo] }], TODAY);
    const initials = [ada, bo].map(({ family, given }) => ({ family, given: `${given.charAt(0)}.` }));
    await addPapers(db, [{ ...published, authors: ["A. Example", "B. Sample"], names: initials }], TODAY);
    expect(await findPaper(db, DOI)).toMatchObject({ authors: preprint.authors, names: [ada, bo] });
  });

  it("bring together what people keep under either id", async () => {
    const db = await someDatabase();
    const { id: _, ...untold } = published;
    const [{ paper: title = "" } = {}] = await addPapers(db, [untold], TODAY);
    const vote = { ...place, server: "S1", value: 1 as const, at: TODAY };
    await writeBatch(db, async (tx) => {
      await putVote(tx, { ...vote, person: "ann", paper: title });
      await putSave(tx, { person: "ann", paper: title, platform: "test", at: TODAY });
      await addShown(tx, place, [title], "2026-11-20");
      await putMark(tx, {
        owner: "ann",
        kind: "paper",
        value: title,
        mark: "muted",
        platform: "test",
        at: TODAY,
      });
    });
    await addPapers(db, [published], TODAY);
    await writeBatch(db, (tx) => putVote(tx, { ...vote, person: "bob", paper: DOI }));
    await addPapers(db, [preprint], TODAY);
    await writeBatch(db, async (tx) => {
      await putVote(tx, { ...vote, person: "ann", paper: ARXIV });
      await putSave(tx, { person: "ann", paper: ARXIV, platform: "test", at: TODAY });
    });

    expect(await idsIn(db)).toEqual([ARXIV]);
    expect((await findVotes(db, { paper: ARXIV })).map(({ person }) => person).sort()).toEqual([
      "ann",
      "bob",
    ]);
    expect(await tallyOf(db, ARXIV, "test", "S1")).toEqual({ up: 2, down: 0 });
    expect((await savesOf(db, "ann")).map(({ paper }) => paper)).toEqual([ARXIV]);
    expect(await marksOf(db, "ann")).toEqual([{ kind: "paper", value: ARXIV, mark: "muted" }]);
    await writeBatch(db, (tx) => removeMark(tx, { owner: "ann", kind: "paper", value: ARXIV }));
    expect(await marksOf(db, "ann")).toEqual([]);
    expect((await shownIn(db, place, undefined)).map(({ paper }) => paper)).toEqual([ARXIV]);
  });

  it("stay apart once they were split, and keep what was said of each", async () => {
    const db = await someDatabase();
    await addPapers(db, [preprint, published], TODAY);
    await writeBatch(db, (tx) =>
      putVote(tx, { ...place, server: "S1", value: 1, at: TODAY, person: "ann", paper: ARXIV }),
    );
    expect((await paperHistory(db, DOI))?.records).toHaveLength(2);
    expect((await splitPaper(db, DOI, TODAY))?.map(({ id }) => id)).toEqual([ARXIV, DOI]);
    expect(await live(db)).toEqual(expect.arrayContaining([preprint, published]));
    expect(await tallyOf(db, ARXIV, "test", "S1")).toEqual({ up: 1, down: 0 });
    expect(await tallyOf(db, DOI, "test", "S1")).toEqual({ up: 0, down: 0 });

    const again = [preprint, published, { ...published, abstract: "Bees count." }];
    await addPapers(db, again, TODAY);
    expect(await idsIn(db)).toEqual([ARXIV, DOI]);
    expect(await paperHistory(db, ARXIV)).toMatchObject({ toldApart: [DOI], alsoFoundAs: [] });
  });

  it("are known by the one record that has both ids", async () => {
    const db = await someDatabase();
    await addPapers(db, [{ ...published, id: ARXIV, otherIds: [DOI] }], TODAY);
    expect((await findPaper(db, DOI))?.id).toBe(ARXIV);
    expect(await splitPaper(db, DOI, TODAY)).toHaveLength(1);
    expect(await splitPaper(db, "doi:10.1000/unknown", TODAY)).toBeUndefined();
  });

  it.each<[string, readonly FoundPaper[]]>([
    ["years are too far apart", [preprint, { ...published, published: "2027" }]],
    ["authors are others", [preprint, { ...published, authors: ["Zoe Zed", "Yan Yak", "Xi Xu"] }]],
    [
      "one could be of two",
      [preprint, published, { ...published, id: "doi:10.1000/nest.9", venue: "NestConf" }],
    ],
    ["two could be of one", [preprint, { ...preprint, id: "arxiv:2312.00001" }, published]],
    ["both are published", [{ ...preprint, id: "doi:10.1000/hive.6" }, published]],
  ])("stay apart where %s", async (_, records) => {
    const db = await someDatabase();
    await addPapers(db, records, TODAY);
    expect(await idsIn(db)).toHaveLength(records.length);
  });
});

describe("a record with a wrong id", () => {
  it("takes nothing away from the paper that was known by it", async () => {
    const db = await someDatabase();
    await addPapers(db, [published], TODAY);
    await writeBatch(db, (tx) => putSave(tx, { person: "ann", paper: DOI, platform: "test", at: TODAY }));
    const wrong = somePaper({ id: DOI, title: "Wasps by Night", authors: ["Bo Wasp"] });
    const [added] = await addPapers(db, [wrong], TODAY);
    expect(added).toMatchObject({ fate: "new", note: { kind: "apart" } });

    const known = await findPaper(db, DOI);
    expect(known).toMatchObject({ title: published.title, otherIds: [DOI] });
    expect((await savesOf(db, "ann")).map(({ paper }) => paper)).toEqual([known?.id]);
    expect(pageOf(known ?? published)).toBe("https://doi.org/10.1000/hive.7");
    await addPapers(db, [preprint], TODAY);
    expect((await findPaper(db, DOI))?.id).toBe(ARXIV);
    expect((await savesOf(db, "ann")).map(({ paper }) => paper)).toEqual([ARXIV]);
    expect(await live(db)).toHaveLength(2);
  });
});
