import { type Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { addPapers } from "../../../src/library/add-papers.ts";
import { up } from "../../../src/store/migrations/0069-what-a-reference-is.ts";
import { findPaper } from "../../../src/store/papers.ts";
import { someDatabase } from "../../support/library/database.ts";
import { TODAY } from "../../support/library/library.ts";
import { somePaper } from "../../support/library/papers.ts";

it("keeps the papers of an older library, which gain what a reference is by being imported again", async () => {
  const db = await someDatabase();
  const old = somePaper({ id: "doi:10.1000/toy.1", authors: ["Ada van Example", "Bo Sample"] });
  await addPapers(db, [old], TODAY);
  for (const column of ["names", "other_ids", "publication"])
    await sql`alter table papers drop column ${sql.ref(column)}`.execute(db);
  await up(db as unknown as Kysely<unknown>);
  expect(await findPaper(db, old.id)).toEqual(old);

  const names = [
    { family: "Example", given: "Ada", particle: "van" },
    { family: "Sample", given: "Bo" },
  ];
  const publication = { type: "article", date: "2026", volume: "3" } as const;
  await addPapers(db, [{ ...old, names, publication }], TODAY);
  expect(await findPaper(db, old.id)).toEqual({ ...old, names, publication });
});
