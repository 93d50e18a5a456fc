import type { Kysely } from "kysely";

/** Who gets papers, what was posted, and what was shown where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("subscriptions")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("topics", "text", (column) => column.notNull())
    .addColumn("categories", "text", (column) => column.notNull())
    .addColumn("time", "text", (column) => column.notNull())
    .addColumn("timezone", "text", (column) => column.notNull())
    .addColumn("days", "text", (column) => column.notNull())
    .addColumn("papers", "integer", (column) => column.notNull())
    .addColumn("when_empty", "text", (column) => column.notNull())
    .addColumn("group_name", "text")
    .addColumn("origin", "text", (column) => column.notNull())
    .addColumn("created_by", "text")
    .addColumn("planned_until", "text", (column) => column.notNull())
    .addColumn("paused_at", "text")
    .addColumn("paused_reason", "text")
    .addPrimaryKeyConstraint("subscriptions_key", ["platform", "channel"])
    .execute();
  await db.schema
    .createTable("deliveries")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("part", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("due_at", "text", (column) => column.notNull())
    .addColumn("closes_at", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_try", "text")
    .addColumn("owner", "text")
    .addColumn("lease_until", "text")
    .addColumn("sent_from", "text")
    .addColumn("message", "text")
    .addColumn("reason", "text")
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addUniqueConstraint("deliveries_once", ["platform", "channel", "day", "part"])
    .execute();
  // What is still to be done is looked for every minute, among years of what is done.
  await db.schema.createIndex("deliveries_state").on("deliveries").columns(["state", "next_try"]).execute();
  await db.schema
    .createTable("shown")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("shown_once", ["platform", "channel", "paper"])
    .execute();
}
