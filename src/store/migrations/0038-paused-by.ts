import { type Kysely, sql } from "kysely";

/**
 * Whether a person paused a subscription or the program, which then also ends the pause. Of those that are paused
 * already, the reason tells: a person's has always been the same.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("subscriptions").addColumn("paused_by", "text").execute();
  await sql`
    update subscriptions
    set paused_by = case paused_reason when 'by an admin' then 'person' else 'program' end
    where paused_at is not null`.execute(db);
}
