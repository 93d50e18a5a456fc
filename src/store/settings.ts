import type { Database } from "./database.ts";

/** A stored value, or undefined. */
export async function readSetting(db: Database, name: string): Promise<string | undefined> {
  const row = await db.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
  return row?.value;
}

/** Stores a value for good. */
export async function writeSetting(db: Database, name: string, value: string): Promise<void> {
  await db
    .insertInto("settings")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}

/** Stores a value as part of a batch, unless there is one already. Returns the one that holds. */
export async function settleSetting(tx: Database, name: string, value: string): Promise<string> {
  await tx
    .insertInto("settings")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  return (await readSetting(tx, name)) ?? value;
}
