import { type Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { up } from "../../../src/store/migrations/0033-votes-by-lab.ts";
import { findVotes } from "../../../src/store/votes.ts";
import { someDatabase } from "../../support/library/database.ts";

it("keeps the votes of a library from before there was one in each lab", async () => {
  const db = await someDatabase();
  await sql`drop table votes`.execute(db);
  await sql`create table votes (person text not null, paper text not null, value integer not null, platform text not null,
    server text, channel text, at text not null, constraint votes_key primary key (person, paper))`.execute(
    db,
  );
  const at = "2026-11-23T09:00:00.000Z";
  await sql`insert into votes values ('ann', 'arxiv:1', 1, 'test', 'S1', 'C1', ${at}), ('bob', 'arxiv:1', -1, 'test', null, null, ${at})`.execute(
    db,
  );
  await up(db as unknown as Kysely<unknown>);
  expect(await findVotes(db, {})).toEqual([
    {
      person: "ann",
      paper: "arxiv:1",
      value: 1,
      platform: "test",
      server: "S1",
      channel: "C1",
      at: new Date(at),
    },
    { person: "bob", paper: "arxiv:1", value: -1, platform: "test", at: new Date(at) },
  ]);
});
