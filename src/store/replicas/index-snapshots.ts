import { DAY_MS } from "../../time/day.ts";
import { type Database, writeBatch } from "../database.ts";
import { type Lease, requireLease } from "./leases.ts";

/** A file of the index that the database holds for others to begin with. */
export interface SharedSnapshot {
  readonly mark: string;
  readonly madeAt: Date;
  /** Only a program that writes the same format can read it. */
  readonly format: string;
  readonly bytes: number;
  /** SHA-256 of the file, in hexadecimal. */
  readonly hash: string;
}

/** How many files of the index are remembered; each process has one, and writes it a few times a day. */
const MOST_MARKS = 200;

/** How long files of other versions of the program are kept, in milliseconds. */
const OTHERS_KEPT_MS = 7 * DAY_MS;

/** Remembers that a file of the index was made of this database as it was, as part of a batch. */
export async function putMark(tx: Database, mark: string, madeAt: Date): Promise<void> {
  await tx.insertInto("index_snapshots").values({ mark, made_at: madeAt.toISOString() }).execute();
  const rest = await tx
    .selectFrom("index_snapshots")
    .select("mark")
    .where("hash", "is", null)
    .orderBy("made_at", "desc")
    .orderBy("mark")
    .limit(1000)
    .offset(MOST_MARKS)
    .execute();
  if (rest.length === 0) return;
  const old = rest.map((row) => row.mark);
  await tx.deleteFrom("index_snapshots").where("mark", "in", old).execute();
}

/** The marks of files that were made of this database: one restored from a backup does not know what was made after it. */
export async function knownMarks(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom("index_snapshots").select("mark").execute();
  return new Set(rows.map(({ mark }) => mark));
}

/** The newest whole file of the index in a format. */
export async function sharedSnapshot(db: Database, format: string): Promise<SharedSnapshot | undefined> {
  const row = await db
    .selectFrom("index_snapshots")
    .selectAll()
    .where("format", "=", format)
    .where("hash", "is not", null)
    .orderBy("made_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { mark, made_at, bytes, hash } = row;
  return { mark, madeAt: new Date(made_at), format, bytes: Number(bytes), hash: hash ?? "" };
}

/** Writes a piece of a file that nobody sees yet. Throws a LeaseLost if somebody else is to write by now. */
export function putChunk(
  db: Database,
  lease: Lease,
  mark: string,
  number: number,
  data: Uint8Array,
): Promise<void> {
  return writeBatch(db, async (tx) => {
    await requireLease(tx, lease);
    await tx.insertInto("index_chunks").values({ mark, number, data }).execute();
  });
}

/**
 * Shows a file whose pieces are all there, and removes the former one of its format, those of formats that nobody has written
 * for a week, and what was left unfinished.
 */
export function showSnapshot(db: Database, lease: Lease, shared: SharedSnapshot): Promise<void> {
  const { mark, madeAt, format, bytes, hash } = shared;
  const old = new Date(madeAt.getTime() - OTHERS_KEPT_MS).toISOString();
  return writeBatch(db, async (tx) => {
    await requireLease(tx, lease);
    await tx
      .updateTable("index_snapshots")
      .set({ format: null, bytes: null, hash: null })
      .where((eb) => eb.or([eb("format", "=", format), eb("made_at", "<", old)]))
      .execute();
    const row = { made_at: madeAt.toISOString(), format, bytes, hash };
    await tx
      .insertInto("index_snapshots")
      .values({ mark, ...row })
      .onConflict((conflict) => conflict.column("mark").doUpdateSet(row))
      .execute();
    await removeLoose(tx);
  });
}

/** Removes pieces of files that are not, or no longer, whole. */
async function removeLoose(tx: Database): Promise<void> {
  await tx
    .deleteFrom("index_chunks")
    .where("mark", "not in", (query) =>
      query.selectFrom("index_snapshots").select("mark").where("hash", "is not", null),
    )
    .execute();
}

/** One piece of a file; undefined where a newer file has taken its place. */
export async function readChunk(db: Database, mark: string, number: number): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom("index_chunks")
    .select("data")
    .where("mark", "=", mark)
    .where("number", "=", number)
    .executeTakeFirst();
  // One client gives a Uint8Array, the other one an ArrayBuffer.
  return row && new Uint8Array(row.data);
}
