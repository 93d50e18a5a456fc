import type { Kysely } from "kysely";

/** What calendar files have told of a club's meetings, so that a later file can take it back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("club_events")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("uid", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("ends_at", "text", (column) => column.notNull())
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addColumn("cancelled", "integer", (column) => column.notNull())
    .addColumn("until", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("club_events_key", ["platform", "channel", "uid"])
    .execute();
}
