import type { Database } from "../../../src/store/database.ts";

/** How many papers a library has on disk, signposts left out. */
export async function countPapers(db: Database): Promise<number> {
  return (await db.selectFrom("papers").where("merged_into", "is", null).select("id").execute()).length;
}
