import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { createSerial } from "../async/serial.ts";
import { yieldIfDue } from "../async/yield-if-due.ts";
import { canonicalId } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import type { PersistentSearchIndex, SearchIndex } from "../search/search-index.ts";
import { type Database, type OpenEvent, openDatabase, writeBatch } from "../store/database.ts";
import { dialectOf } from "../store/dialect.ts";
import { eraseDeleted } from "../store/erasure.ts";
import {
  type Cursor,
  findPaper,
  papersAfter,
  resolvePapers,
  START,
  type StoredPaper,
} from "../store/papers.ts";
import { readSetting, settleSetting, writeSetting } from "../store/settings.ts";
import { lastChanges } from "../store/sources/paper-changes.ts";
import type { ImportOptions, ImportReport } from "./import-entries.ts";
import { importFile } from "./import-file.ts";
import { importZotero, type ZoteroAccess } from "./import-zotero.ts";
import { type PaperHistory, paperHistory, splitPaper } from "./paper-history.ts";
import { regroupAll } from "./regroup-all.ts";
import { createSnapshots, type SnapshotSettings } from "./snapshots.ts";

/** What the bot knows: the papers on disk, and the same papers in memory to be searched. */
export interface Library {
  /** A UUID that identifies this library, wherever it is moved. */
  readonly id: string;
  readonly index: SearchIndex;
  /** The paper on disk that an id or a link stands for, also where its record was merged into another one. */
  find(id: string): Promise<Paper | undefined>;
  /** When each of these papers, by its own id, was added or last changed. At most a few hundred. */
  lastChanges(ids: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  /** Whether papers on disk are still being read into memory. */
  readonly loading: boolean;
  /** Grows whenever something of what is searched has changed; -1 before anything was read. */
  readonly revision: number;
  /** Reads what changed on disk since the last call, in this process or another, into memory. */
  refresh(): Promise<void>;
  /** Reads a file into the store; `refresh` makes it searchable. See import-file.ts. */
  importFile(path: string, options: ImportOptions): Promise<ImportReport>;
  /** The same database, for what other parts store there. */
  readonly db: Database;
  /** Reads a Zotero library, such as `zotero:users/12345`, into the store. See import-zotero.ts. */
  importZotero(name: string, options: ImportOptions & ZoteroAccess): Promise<ImportReport>;
  /** The records that a paper was merged from, by any of its ids. See paper-history.ts. */
  historyOf(id: string): Promise<PaperHistory | undefined>;
  /** Splits a merged paper, for good; `refresh` makes that searchable. See paper-history.ts. */
  split(id: string, now: Date): Promise<readonly Paper[] | undefined>;
  close(): Promise<void>;
}

interface LibraryParts {
  /** The database file, or the address of a database. */
  readonly target: string;
  /** The starter catalogue, a JSON Lines file; imported at the first start, and when it has changed. */
  readonly catalogue: string;
  readonly index: PersistentSearchIndex;
  readonly now: () => Date;
  /** Whether the tables are changed even while older versions run on them; otherwise it waits until the signal is aborted. */
  readonly isForced?: boolean | undefined;
  readonly signal?: AbortSignal;
  /** Without it, every start reads all papers. */
  readonly snapshot?: SnapshotSettings;
}

/** Records read from disk at once: a few milliseconds. */
const SLICE = 200;

/** The index is saved after this many changes; a start catches up on them in a quarter of a second. */
const MANY = 500;
/** At the end, this many are enough. */
const SOME = 50;

/** Opens the library without reading it into memory. Throws a StoreError that says what to do. */
export async function openLibrary({
  target,
  catalogue,
  index,
  now,
  isForced,
  signal,
  snapshot,
}: LibraryParts): Promise<Library> {
  const db = await openDatabase(target, {
    isForced,
    signal,
    derived: snapshot ? [basename(snapshot.file)] : [],
    // Nothing goes on until somebody acts.
    onEvent: (event) => snapshot?.log[event.kind === "waiting" ? "warn" : "info"](event, EVENTS[event.kind]),
  });
  const snapshots = snapshot && createSnapshots(db, index, { ...snapshot, now });
  let cursor: Cursor | undefined;
  let unsaved = 0;
  let grown = false;
  // The index and the cursor belong together, and two readers would read the same records twice.
  const inTurn = createSerial();
  const refineInTurn = createSerial();
  let loading = true;
  const closing = new AbortController();

  async function readOn(): Promise<void> {
    cursor ??= await snapshots?.restore();
    if (!cursor) {
      cursor = START;
      grown = true;
    }
    for (;;) {
      const records = await papersAfter(db, cursor, SLICE);
      const last = records.at(-1);
      if (!last) break;
      const heirs = await removeMerged(records);
      const live = records.filter(({ mergedInto }) => mergedInto === undefined);
      await index.add([...heirs, ...live.map(({ paper }) => paper)].map(searchable));
      cursor = { revision: last.revision, id: last.paper.id };
      unsaved += records.length;
      await yieldIfDue();
    }
    loading = false;
    // In the background: new papers can be found already.
    void refineInTurn(refine);
  }

  /** Removes papers that were merged into others. Returns those others: they are to be found by these ids from now on. */
  async function removeMerged(records: readonly StoredPaper[]): Promise<readonly Paper[]> {
    const heirs = new Set<string>();
    for (const { paper, mergedInto } of records) {
      if (mergedInto === undefined || (await index.get(paper.id))?.id !== paper.id) continue;
      await index.remove(paper.id);
      heirs.add(mergedInto);
    }
    return [...(await resolvePapers(db, [...heirs])).values()];
  }

  async function refine(): Promise<void> {
    if (await index.refine(closing.signal)) unsaved += MANY;
    if (unsaved >= MANY && !closing.signal.aborted) await inTurn(save);
    await snapshots?.share(closing.signal);
  }

  async function save(): Promise<void> {
    if (!snapshots || !cursor) return;
    unsaved = 0;
    await snapshots.save(cursor);
    if (!grown || closing.signal.aborted) return;
    // An index that has grown paper by paper takes twice the memory of one read from its file.
    grown = false;
    cursor = (await snapshots.restore()) ?? cursor;
  }

  /** Does the work; an error about the file says in plain words what to do. */
  async function guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw dialectOf(db).explain(error);
    }
  }

  let libraryId: string;
  try {
    libraryId = await guarded(settleId(db));
    await guarded(regroupAll(db, now()));
    await guarded(takeIn(db, catalogue, now));
    // Erases what the program could not finish erasing before it ended.
    await eraseDeleted(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    id: libraryId,
    index,
    get loading() {
      return loading;
    },
    get revision() {
      return (cursor ?? START).revision;
    },
    find: (id) => guarded(findPaper(db, canonicalId(id) ?? id)),
    lastChanges: (ids) => guarded(lastChanges(db, ids)),
    refresh: () => inTurn(() => guarded(readOn())),
    importFile: (path, options) => guarded(importFile(db, path, options)),
    importZotero: (name, options) => guarded(importZotero(db, name, options)),
    historyOf: (id) => guarded(paperHistory(db, id)),
    split: (id, now) => guarded(splitPaper(db, id, now)),
    db,
    async close() {
      closing.abort();
      // Everything asked for before has ended then; in this order, since what is read is refined.
      await inTurn(async () => {});
      await refineInTurn(async () => {});
      if (unsaved >= SOME) await save();
      await index.close();
      await db.destroy();
    },
  };
}

/** A paper without the fields that only exports need: exports read these from disk, and the index need not hold them. */
function searchable({ names, publication, ...paper }: Paper): Paper {
  return paper;
}

const EVENTS: Readonly<Record<OpenEvent["kind"], string>> = {
  made: "a new library was created",
  overwritten: "what was deleted from the library before this version is overwritten",
  copied: "the library was copied before its tables change",
  waiting:
    "the tables can't change while older versions run: stop these processes, or start this one with serve --force",
};

async function settleId(db: Database): Promise<string> {
  const known = await readSetting(db, "library-id");
  return known ?? writeBatch(db, (tx) => settleSetting(tx, "library-id", randomUUID()));
}

async function takeIn(db: Database, catalogue: string, now: () => Date): Promise<void> {
  const digest = createHash("sha256")
    .update(await readFile(catalogue))
    .digest("hex");
  if ((await readSetting(db, "catalogue")) === digest) return;
  await importFile(db, catalogue, { now });
  await writeBatch(db, (tx) => writeSetting(tx, "catalogue", digest));
}
