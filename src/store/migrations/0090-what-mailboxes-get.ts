import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";

/** What else comes by mail: a search, or what is posted in a channel; and where it was asked for, and by what links name it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ["query", "channel", "server", "handle"])
    await db.schema.alterTable("mailboxes").addColumn(column, "text").execute();
  const { rows } = await sql<{ person: string }>`select person from mailboxes`.execute(db);
  for (const { person } of rows)
    await sql`update mailboxes set handle = ${randomBytes(6).toString("hex")} where person = ${person}`.execute(
      db,
    );
  await db.schema.createIndex("mailboxes_handle").on("mailboxes").column("handle").unique().execute();
}
