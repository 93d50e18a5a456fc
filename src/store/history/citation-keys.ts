import type { Database } from "../database.ts";

/** How many papers one query asks for. */
const AT_ONCE = 200;
const KEYS_AT_ONCE = 1000;

/** The citation keys of papers, by their ids. */
export async function citationKeysOf(
  db: Database,
  papers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  for (let at = 0; at < papers.length; at += AT_ONCE) {
    const some = papers.slice(at, at + AT_ONCE);
    const rows = await db
      .selectFrom("citation_keys")
      .where("paper", "in", some)
      .select(["paper", "key"])
      .execute();
    for (const { paper, key } of rows) keys.set(paper, key);
  }
  return keys;
}

/** The oldest key among the records merged into these papers, by the papers' ids: they were cited by it. */
export async function inheritedKeysOf(
  tx: Database,
  papers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom("citation_keys")
    .innerJoin("papers", "papers.id", "citation_keys.paper")
    .where("papers.merged_into", "in", ["", ...papers])
    .select(["papers.merged_into as paper", "citation_keys.key"])
    .orderBy("citation_keys.at", "desc")
    .orderBy("citation_keys.paper", "desc")
    .execute();
  return new Map(rows.flatMap(({ paper, key }) => (paper === null ? [] : [[paper, key] as const])));
}

/** Those of the keys that some paper has. */
export async function takenKeys(db: Database, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const some = keys.slice(at, at + KEYS_AT_ONCE);
    const rows = await db.selectFrom("citation_keys").where("key", "in", some).select("key").execute();
    for (const { key } of rows) taken.add(key);
  }
  return taken;
}

/** The papers with a key: one paper, perhaps with records merged into it. */
export async function papersOfKey(db: Database, key: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("citation_keys")
    .where("key", "=", key)
    .select("paper")
    .orderBy("at")
    .orderBy("paper")
    .execute();
  return rows.map(({ paper }) => paper);
}

/** Gives papers their keys for good, as part of a batch: a paper that has a key keeps it. */
export async function putCitationKeys(
  tx: Database,
  keys: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  if (keys.size === 0) return;
  await tx
    .insertInto("citation_keys")
    .values([...keys].map(([paper, key]) => ({ paper, key, at: now.toISOString() })))
    .onConflict((conflict) => conflict.column("paper").doNothing())
    .execute();
}
