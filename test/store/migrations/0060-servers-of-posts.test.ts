import { type Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { up } from "../../../src/store/migrations/0060-servers-of-posts.ts";
import { someDatabase } from "../../support/library/database.ts";

it("names the server of what was posted wherever anything tells it", async () => {
  const typed = await someDatabase();
  const db = typed as unknown as Kysely<unknown>;
  for (const table of ["deliveries", "shown"])
    await db.schema.alterTable(table).dropColumn("server").execute();
  const at = "2026-11-23T09:00:00.000Z";
  for (const [platform, channel] of [
    ["slack", "C1"],
    ["slack", "C2"],
    ["slack", "C3"],
    ["discord", "C1"],
  ]) {
    await sql`insert into deliveries (id, platform, channel, day, kind, state, content, due_at, closes_at, attempts, updated_at)
      values (${`${platform} ${channel}`}, ${platform}, ${channel}, '2026-11-23', 'post', 'sent', '{"papers":[]}', ${at}, ${at}, 1, ${at})`.execute(
      db,
    );
    await sql`insert into shown (platform, channel, paper, day) values (${platform}, ${channel}, 'p', '2026-11-23')`.execute(
      db,
    );
  }
  await sql`insert into link_channels (platform, channel, server) values ('slack', 'C1', 'T1')`.execute(db);
  await sql`insert into votes (person, paper, lab, value, platform, server, channel, at)
    values ('ann', 'p', 'lab', 1, 'slack', 'T2', 'C2', ${at})`.execute(db);
  await up(db);
  for (const table of ["deliveries", "shown"] as const) {
    const rows = await typed
      .selectFrom(table)
      .select(["platform", "channel", "server"])
      .orderBy("platform")
      .orderBy("channel")
      .execute();
    expect(rows.map(Object.values), table).toEqual([
      ["discord", "C1", null],
      ["slack", "C1", "T1"],
      ["slack", "C2", "T2"],
      ["slack", "C3", null],
    ]);
  }
});
