import { type Kysely, sql } from "kysely";

/**
 * Each private conversation is a lab of its own, where all of them were one, or were their workspace's; a channel whose
 * server is not known is one too. Of two votes by one person on one paper that come together, the later one stays.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPrivate = sql`channel is null`;
  await sql`delete from votes where ${isPrivate} and exists (
    select 1 from votes as later where later.channel is null and later.person = votes.person and later.paper = votes.paper
      and (later.at > votes.at or (later.at = votes.at and later.lab > votes.lab)))`.execute(db);
  await sql`update votes set lab = 'person:' || person, server = null where ${isPrivate}`.execute(db);
  await sql`update votes set lab = 'channel:' || platform || ':' || channel
    where channel is not null and server is null`.execute(db);
}
