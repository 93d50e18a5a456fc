import type { Kysely } from "kysely";
import { expect, it } from "vitest";
import { up } from "../../../src/store/migrations/0041-private-labs.ts";
import { tallyOf } from "../../../src/store/votes.ts";
import { someDatabase } from "../../support/library/database.ts";

it("gives each person's private votes a lab of their own", async () => {
  const db = await someDatabase();
  const vote = (
    person: string,
    lab: string,
    server: string | null,
    channel: string | null,
    value: number,
    hour = 9,
  ) => ({
    person,
    paper: "arxiv:1",
    lab,
    value,
    platform: "test",
    server,
    channel,
    at: `2026-11-23T${String(hour).padStart(2, "0")}:00:00.000Z`,
  });
  await db
    .insertInto("votes")
    .values([
      vote("ann", "", null, null, 1),
      vote("bob", "", null, null, -1),
      // In a workspace, private conversations were counted with its channels.
      vote("ann", "T1", "T1", null, -1, 10),
      vote("cas", "T1", "T1", "C1", 1),
      vote("dan", "", null, "C2", 1),
    ])
    .execute();
  await up(db as unknown as Kysely<unknown>);
  expect(await tallyOf(db, "arxiv:1", "test", "person:ann")).toEqual({ up: 0, down: 1 });
  expect(await tallyOf(db, "arxiv:1", "test", "person:bob")).toEqual({ up: 0, down: 1 });
  expect(await tallyOf(db, "arxiv:1", "test", "T1")).toEqual({ up: 1, down: 0 });
  expect(await tallyOf(db, "arxiv:1", "test", "channel:test:C2")).toEqual({ up: 1, down: 0 });
  expect(await tallyOf(db, "arxiv:1", "test", "")).toEqual({ up: 0, down: 0 });
});
