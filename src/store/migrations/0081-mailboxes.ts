import type { Kysely } from "kysely";

/** Whose papers come by mail, and where to; and which confirmations were sent lately. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("mailboxes")
    .addColumn("person", "text", (column) => column.primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("chat_user", "text")
    .addColumn("address", "text", (column) => column.notNull())
    .addColumn("address_key", "text", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("wanted", "text", (column) => column.notNull())
    .addColumn("how", "text", (column) => column.notNull())
    .addColumn("code", "text")
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("stop_token", "text", (column) => column.notNull().unique())
    .addColumn("asked_at", "text", (column) => column.notNull())
    .addColumn("confirmed_at", "text")
    .addColumn("refusals", "integer", (column) => column.notNull())
    .addColumn("refused_at", "text")
    .execute();
  await db.schema
    .createTable("mail_confirmations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("address_key", "text", (column) => column.notNull())
    .addColumn("person", "text")
    .addColumn("asked_at", "text", (column) => column.notNull())
    .execute();
}
