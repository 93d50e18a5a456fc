import type { Kysely, Migration } from "kysely";

/** Every change of the tables, in order, for good: a landed migration is never edited. Names sort as they run. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001_papers": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("papers")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("title", "text", (column) => column.notNull())
        .addColumn("title_key", "text", (column) => column.notNull())
        .addColumn("abstract", "text")
        .addColumn("summary", "text")
        .addColumn("keywords", "text", (column) => column.notNull())
        .addColumn("authors", "text", (column) => column.notNull())
        .addColumn("authors_count", "integer")
        .addColumn("published", "text")
        .addColumn("categories", "text", (column) => column.notNull())
        .addColumn("venue", "text")
        .addColumn("url", "text")
        .addColumn("code_url", "text")
        .addColumn("upvotes", "integer")
        .addColumn("merged_into", "text")
        .addColumn("revision", "integer", (column) => column.notNull())
        .addColumn("added_at", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("papers_title_key").on("papers").column("title_key").execute();
      await db.schema.createIndex("papers_revision").on("papers").columns(["revision", "id"]).execute();
      await db.schema
        .createTable("counters")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("value", "integer", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("settings")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("value", "text", (column) => column.notNull())
        .execute();
    },
  },
  "0002_deliveries": {
    async up(db: Kysely<unknown>) {
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
      await db.schema
        .createIndex("deliveries_state")
        .on("deliveries")
        .columns(["state", "next_try"])
        .execute();
      await db.schema
        .createTable("shown")
        .addColumn("platform", "text", (column) => column.notNull())
        .addColumn("channel", "text", (column) => column.notNull())
        .addColumn("paper", "text", (column) => column.notNull())
        .addColumn("day", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("shown_once", ["platform", "channel", "paper"])
        .execute();
    },
  },
};
