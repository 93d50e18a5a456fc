import type { Database } from "../../../src/store/database.ts";
import type { Taste } from "../../../src/taste/taste.ts";
import { marksOf, type Place } from "./places.ts";

/**
 * Every row that belongs to one of these places, as text, in a stable order: it has their ids, their people or their words, and
 * nothing of whoever tries to change it.
 */
export async function rowsOf(
  { db, taste }: { readonly db: Database; readonly taste: Taste },
  places: readonly Place[],
  intruder: Place,
): Promise<readonly string[]> {
  const marks = async (place: Place) => [...marksOf(place), await taste.person(place.caller)];
  const theirs = (await Promise.all(places.map(marks))).flat();
  const own = await marks(intruder);
  const has = (row: string, words: readonly (string | undefined)[]) =>
    words.some((word) => word !== undefined && row.includes(word));
  const rows: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    const all = await db
      .selectFrom(name as "votes")
      .selectAll()
      .execute();
    rows.push(...all.map((row) => `${name} ${JSON.stringify(row)}`));
  }
  return rows.filter((row) => has(row, theirs) && !has(row, own)).sort();
}
