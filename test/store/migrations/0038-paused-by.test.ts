import { type Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { up } from "../../../src/store/migrations/0038-paused-by.ts";
import { allSubscriptions } from "../../../src/store/subscriptions.ts";
import { someDatabase } from "../../support/library/database.ts";

it("tells from the reason who paused a channel, so that the program goes on where it was the program", async () => {
  const typed = await someDatabase();
  const db = typed as unknown as Kysely<unknown>;
  await db.schema.alterTable("subscriptions").dropColumn("paused_by").execute();
  const at = "2026-11-23T09:00:00.000Z";
  for (const [channel, reason] of [
    ["C1", "by an admin"],
    ["C2", "Slack has withdrawn the token."],
    ["C3", null],
  ]) {
    await sql`insert into subscriptions (platform, channel, topics, categories, time, timezone, days, papers, when_empty, origin, planned_until, paused_at, paused_reason)
      values ('slack', ${channel}, '[]', '[]', '09:00', 'UTC', '[1]', 1, 'best', 'chat', ${at}, ${reason && at}, ${reason})`.execute(
      db,
    );
  }
  await up(db);
  const paused = (await allSubscriptions(typed)).map((one) => one.paused?.by);
  expect(paused).toEqual(["person", "program", undefined]);
});
