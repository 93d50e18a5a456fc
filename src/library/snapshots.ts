import { randomUUID } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { codeOf, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { PersistentSearchIndex } from "../search/search-index.ts";
import { type Database, writeBatch } from "../store/database.ts";
import type { Cursor } from "../store/papers.ts";
import { knownMarks, putMark, sharedSnapshot } from "../store/replicas/index-snapshots.ts";
import type { Lease } from "../store/replicas/leases.ts";
import { HOUR_MS, MINUTE_MS } from "../time/day.ts";
import { isWithin } from "../time/not-before.ts";
import { downloadIndex, uploadIndex } from "./share-index.ts";

/** Where the index is stored between runs. */
export interface SnapshotSettings {
  readonly file: string;
  readonly log: Logger;
  /**
   * Where processes on several machines share the database, it holds a copy of one file for those without one. This says whether
   * it is this process that writes it: what it has the right by, if so.
   */
  readonly sharing?: (() => Lease | undefined) | undefined;
}

/** Stores the index in a file, so that a start reads only what has changed since. Nothing here ever fails a caller. */
export interface Snapshots {
  /** Restores the stored index. Returns the cursor up to which its papers are complete; undefined if the file can't be used. */
  restore(): Promise<Cursor | undefined>;
  /** Stores the index; all papers up to `cursor` must be in it, newer ones may be. */
  save(cursor: Cursor): Promise<void>;
  /** Gives others the file, if that is up to this process and the one they have is an hour old or much smaller. */
  share(signal: AbortSignal): Promise<void>;
}

/** The file that others begin with is written anew when it is so old, in milliseconds: they read what has come since. */
const SHARED_MS = HOUR_MS;

/** It is written before that if this one is so many times as large: after an import, there would be much to read. */
const GROWN = 1.2;

export function createSnapshots(
  db: Database,
  index: PersistentSearchIndex,
  { file, log, sharing, now }: SnapshotSettings & { readonly now: () => Date },
): Snapshots {
  /** The file's, once it is known to belong to the database. */
  let mark: string | undefined;
  let lookAgain = Number.NEGATIVE_INFINITY;
  index.onDamage((damaged) => {
    // At once, so that not even a crash leaves it to the next start.
    void rm(damaged, { force: true }).catch((error: unknown) =>
      log.warn({ reason: messageOf(error) }, "the damaged search index could not be removed"),
    );
  });

  async function load(known: ReadonlySet<string>): Promise<Cursor | undefined> {
    let kept: Note | undefined;
    await index.load(file, (note) => {
      kept = JSON.parse(note);
      return kept !== undefined && known.has(kept.mark);
    });
    mark = kept?.mark;
    log.debug({ papers: index.size }, "the search index is loaded");
    return kept?.cursor;
  }

  async function loadOthers(): Promise<Cursor | undefined> {
    const begun = performance.now();
    if (!(await downloadIndex(db, index.format, file))) return undefined;
    const cursor = await load(await knownMarks(db));
    const ms = Math.round(performance.now() - begun);
    log.info({ papers: index.size, ms }, "the search index was taken over from another process");
    return cursor;
  }

  return {
    async restore() {
      try {
        const known = await knownMarks(db);
        if (known.size === 0) return undefined;
        return await load(known);
      } catch (error) {
        // Nothing is lost and nobody has to do anything: this is so after every update.
        const then = sharing ? "another process may have one" : "it is rebuilt";
        // A new process has none.
        if (!sharing || codeOf(error) !== "ENOENT")
          log.info({ reason: messageOf(error) }, `the saved search index cannot be used; ${then}`);
      }
      if (!sharing) return undefined;
      return loadOthers().catch((error: unknown) => {
        log.info({ reason: messageOf(error) }, "no other process's search index can be used; it is rebuilt");
        return undefined;
      });
    },
    async save(cursor) {
      // The database remembers which files belong to it: one restored from a backup does not know the newer ones.
      const note: Note = { mark: randomUUID(), cursor };
      try {
        await index.save(file, JSON.stringify(note));
        await writeBatch(db, (tx) => putMark(tx, note.mark, now()));
        mark = note.mark;
        log.debug({ papers: index.size }, "the search index is saved");
      } catch (error) {
        mark = undefined;
        log.warn(
          { reason: messageOf(error) },
          "the search index could not be saved; the next start takes longer",
        );
      }
    },
    async share(signal) {
      const lease = sharing?.();
      if (!lease || mark === undefined || performance.now() < lookAgain) return;
      const { format } = index;
      try {
        const shared = await sharedSnapshot(db, format);
        lookAgain = performance.now() + MINUTE_MS;
        if (shared?.mark === mark) return;
        const { size } = await stat(file);
        const isRecent = shared && isWithin(SHARED_MS, shared.madeAt.getTime(), now().getTime());
        if (isRecent && size < GROWN * shared.bytes) return;
        const done = await uploadIndex(db, { file, mark, format, now: now(), lease, signal });
        if (done) log.info({ papers: index.size }, "others can take over the search index");
      } catch (error) {
        log.warn({ reason: messageOf(error) }, "the search index could not be given to others");
      }
    },
  };
}

interface Note {
  readonly mark: string;
  readonly cursor: Cursor;
}
