import { type Kysely, sql } from "kysely";

/** One vote a person and paper in each lab, where it was one in all: what is said in one server changes nothing in another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("votes_by_lab")
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("paper", "text", (column) => column.notNull())
    // The server; empty for private conversations, as a key may hold no null.
    .addColumn("lab", "text", (column) => column.notNull())
    .addColumn("value", "integer", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("channel", "text")
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("votes_by_lab_key", ["person", "paper", "lab"])
    .execute();
  await sql`insert into votes_by_lab (person, paper, lab, value, platform, server, channel, at)
    select person, paper, coalesce(server, ''), value, platform, server, channel, at from votes`.execute(db);
  await db.schema.dropTable("votes").execute();
  await db.schema.alterTable("votes_by_lab").renameTo("votes").execute();
  await db.schema.createIndex("votes_place").on("votes").columns(["platform", "channel"]).execute();
  await db.schema.createIndex("votes_paper").on("votes").column("paper").execute();
}
