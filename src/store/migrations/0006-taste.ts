import { type Kysely, sql } from "kysely";

/** Who likes what, and what places and people follow. People stand under a keyed hash; see people.ts in taste. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("votes")
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("value", "integer", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("channel", "text")
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("votes_key", ["person", "paper"])
    .execute();
  await db.schema.createIndex("votes_place").on("votes").columns(["platform", "channel"]).execute();
  await db.schema.createIndex("votes_paper").on("votes").column("paper").execute();
  await db.schema
    .createTable("saves")
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("saves_key", ["person", "paper"])
    .execute();
  await db.schema
    .createTable("follows")
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("interest", "text")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("added_by", "text")
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("follows_key", ["owner", "kind", "value"])
    .execute();
  await db.schema
    .createTable("profile_marks")
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("mark", "text", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("profile_marks_key", ["owner", "kind", "value"])
    .execute();
  // A vote on a record that turned out to be another paper is found from that paper.
  await db.schema
    .createIndex("papers_merged")
    .on("papers")
    .column("merged_into")
    .where(sql.ref("merged_into"), "is not", null)
    .execute();
}
