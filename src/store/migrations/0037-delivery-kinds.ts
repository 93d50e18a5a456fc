import { type Kysely, sql } from "kysely";

/**
 * What a message is for is said in a word, not by the number of a part. The ids of the rows, which are the idempotency
 * keys of the posts, stay what they were. The table is made anew, because a column that belongs to a constraint cannot
 * be dropped everywhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("deliveries_by_kind")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
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
    .addUniqueConstraint("deliveries_once_a_kind", ["platform", "channel", "day", "kind"])
    .execute();
  await sql`
    insert into deliveries_by_kind
    select id, platform, channel, day,
      case part when 0 then 'post' when 1 then 'thread' else 'reminder' end,
      state, content, due_at, closes_at, attempts, next_try, owner, lease_until, sent_from, message, reason, updated_at
    from deliveries`.execute(db);
  await db.schema.dropTable("deliveries").execute();
  await db.schema.alterTable("deliveries_by_kind").renameTo("deliveries").execute();
  await db.schema.createIndex("deliveries_state").on("deliveries").columns(["state", "next_try"]).execute();
}
