import { type Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { deliveriesOf, deliveryId, findDelivery } from "../../../src/store/deliveries.ts";
import * as m0004 from "../../../src/store/migrations/0004-deliveries.ts";
import { up } from "../../../src/store/migrations/0037-delivery-kinds.ts";
import { someDatabase } from "../../support/library/database.ts";

const PLACE = { platform: "slack", channel: "C0123ABCD" };
const DAY = "2026-11-23";

/** Written down before: the keys under which posts were made, which the platforms still know. */
const KEYS = {
  post: "iB-xxNVYH38uMxjgqBl2C5",
  thread: "UzgxMHPbhLzSMdElYctH1B",
  reminder: "0vK7i9M8kDBOAffy1a-Dp3",
};

it("keeps every row with its state, and the key that it was posted with", async () => {
  const typed = await someDatabase();
  const db = typed as unknown as Kysely<unknown>;
  for (const table of ["subscriptions", "deliveries", "shown"]) await db.schema.dropTable(table).execute();
  await m0004.up(db);
  for (const [part, id] of Object.values(KEYS).entries()) {
    await sql`insert into deliveries (id, platform, channel, day, part, state, content, due_at, closes_at, attempts, message, updated_at)
      values (${id}, 'slack', 'C0123ABCD', ${DAY}, ${part}, 'sent', '{"papers":[{"id":"arxiv:1","why":""}]}',
        '2026-11-23T09:00:00.000Z', '2026-11-24T00:00:00.000Z', 1, ${`m${part}`}, '2026-11-23T09:00:01.000Z')`.execute(
      db,
    );
  }
  await up(db);
  for (const kind of ["post", "thread", "reminder"] as const) {
    expect(deliveryId(PLACE, DAY, kind)).toBe(KEYS[kind]);
    expect(await findDelivery(typed, KEYS[kind])).toMatchObject({
      kind,
      day: DAY,
      state: "sent",
      attempts: 1,
    });
  }
  expect((await deliveriesOf(typed, PLACE, DAY)).map(({ kind, message }) => [kind, message])).toEqual([
    ["post", "m0"],
    ["thread", "m1"],
  ]);
});
