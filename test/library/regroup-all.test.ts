import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { titleKey } from "../../src/papers/text.ts";
import { openDatabase, writePapers } from "../../src/store/database.ts";
import { putPapers } from "../../src/store/papers.ts";
import { putSave, savesOf } from "../../src/store/saves.ts";
import { putVote, tallyOf } from "../../src/store/votes.ts";
import { temporaryFolder } from "../support/folder.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";
import { somePaper } from "../support/library/papers.ts";
import { targetOf } from "../support/postgres.ts";

it("brings a preprint and its article in a library from before together, with all that people keep", async () => {
  const folder = temporaryFolder();
  const title = "How Bees Count Flowers";
  const papers = [
    somePaper({ id: "arxiv:2311.00042", title }),
    somePaper({ id: "doi:10.1000/hive.7", title, published: "2024", venue: "Journal of Hives" }),
    somePaper({
      id: "doi:10.1000/lamp.1",
      title,
      published: "1998",
      venue: "Annals of Lamps",
      authors: ["Flo Gnat"],
    }),
  ];
  const before = await openDatabase(await targetOf(join(folder, "paperboy.db")));
  const vote = { platform: "test", server: "S1", channel: "C1", value: 1 as const, at: TODAY };
  await writePapers(before, async (tx, revision) => {
    await putPapers(
      tx,
      papers.map((paper) => ({ paper, titleKey: titleKey(title), revision })),
      TODAY,
    );
    for (const { id } of papers) {
      await putSave(tx, { person: "ann", paper: id, platform: "test", at: TODAY });
      await putVote(tx, { ...vote, person: id, paper: id });
    }
  });
  await before.destroy();

  const catalogue = join(folder, "catalogue.jsonl");
  writeFileSync(catalogue, `${JSON.stringify({ arxiv_id: "2611.00077", title: "Toy Ants Dig" })}\n`);
  const library = await someLibrary(catalogue, folder);
  await library.refresh();
  expect(library.index.size).toBe(3);
  expect((await library.find("10.1000/hive.7"))?.id).toBe("arxiv:2311.00042");
  expect(await tallyOf(library.db, "arxiv:2311.00042", "test", "S1")).toEqual({ up: 2, down: 0 });
  expect((await savesOf(library.db, "ann")).map(({ paper }) => paper).sort()).toEqual([
    "arxiv:2311.00042",
    "doi:10.1000/lamp.1",
  ]);
});
