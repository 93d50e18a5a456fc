import type { Database } from "../database.ts";

/** How many keys share a statement. */
const MOST_AT_ONCE = 100;

interface Asked {
  readonly key: string;
  readonly resolve: (first: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Which deliveries were handled, for all processes with this database: whoever writes a key first handles it. What is asked while
 * another statement is on its way shares the next one, so that a burst costs few round trips.
 */
export function createHandledRows(db: Database, now: () => Date) {
  let waiting: Asked[] = [];
  let isBusy = false;

  async function drain(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) {
      const asked = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      try {
        const mine = await addKeys(db, new Set(asked.map(({ key }) => key)), now());
        // Asked for twice in one statement, it is still first only once.
        for (const { key, resolve } of asked) resolve(mine.delete(key));
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    isBusy = false;
  }

  return {
    isFirst: (key: string) =>
      new Promise<boolean>((resolve, reject) => {
        waiting.push({ key, resolve, reject });
        if (!isBusy) void drain();
      }),
    async forget(key: string): Promise<void> {
      await db.deleteFrom("handled").where("key", "=", key).execute();
    },
  };
}

/** The keys that nobody had written before. One statement, so no transaction; in one order, so that no two wait for each other. */
async function addKeys(db: Database, keys: ReadonlySet<string>, at: Date): Promise<Set<string>> {
  const rows = await db
    .insertInto("handled")
    .values([...keys].sort().map((key) => ({ key, at: at.toISOString() })))
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("key")
    .execute();
  return new Set(rows.map(({ key }) => key));
}
