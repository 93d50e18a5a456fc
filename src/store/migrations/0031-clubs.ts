import type { Kysely } from "kysely";

/** When a channel's journal club meets, what it reads, and who presents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("clubs")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("first_day", "text", (column) => column.notNull())
    .addColumn("time", "text", (column) => column.notNull())
    .addColumn("timezone", "text", (column) => column.notNull())
    .addColumn("every_weeks", "integer", (column) => column.notNull())
    .addColumn("minutes", "integer", (column) => column.notNull())
    .addColumn("remind_hours", "integer", (column) => column.notNull())
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("clubs_key", ["platform", "channel"])
    .execute();
  await db.schema
    .createTable("club_papers")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("added_at", "text", (column) => column.notNull())
    .addColumn("discussed_on", "text")
    .addPrimaryKeyConstraint("club_papers_key", ["platform", "channel", "paper"])
    .execute();
  await db.schema
    .createTable("club_presenters")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("turn", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("club_presenters_key", ["platform", "channel", "person"])
    .execute();
}
