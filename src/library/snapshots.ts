import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { PersistentSearchIndex } from "../search/search-index.ts";
import { type Database, writeBatch } from "../store/database.ts";
import type { Cursor } from "../store/papers.ts";
import { readSetting, writeSetting } from "../store/settings.ts";

/** Where the index is stored between runs. */
export interface SnapshotSettings {
  readonly file: string;
  readonly log: Logger;
}

/** Stores the index in a file, so that a start reads only what has changed since. Nothing here ever fails a caller. */
export interface Snapshots {
  /** Restores the stored index. Returns the cursor up to which its papers are complete; undefined if the file can't be used. */
  restore(): Promise<Cursor | undefined>;
  /** Stores the index; all papers up to `cursor` must be in it, newer ones may be. */
  save(cursor: Cursor): Promise<void>;
}

const SETTING = "snapshot";

export function createSnapshots(
  db: Database,
  index: PersistentSearchIndex,
  { file, log }: SnapshotSettings,
): Snapshots {
  index.onDamage((damaged) => {
    // At once, so that not even a crash leaves it to the next start.
    void rm(damaged, { force: true }).catch((error: unknown) =>
      log.warn({ reason: messageOf(error) }, "the damaged search index could not be removed"),
    );
  });
  return {
    async restore() {
      try {
        const mark = await readSetting(db, SETTING);
        if (mark === undefined) return undefined;
        let cursor: Cursor | undefined;
        await index.load(file, (note) => {
          const kept: Note = JSON.parse(note);
          cursor = kept.cursor;
          return kept.mark === mark;
        });
        log.debug({ papers: index.size }, "the search index is loaded");
        return cursor;
      } catch (error) {
        // Nothing is lost and nobody has to do anything: this is so after every update.
        log.info({ reason: messageOf(error) }, "the saved search index cannot be used; it is rebuilt");
        return undefined;
      }
    },
    async save(cursor) {
      // The database remembers which file belongs to it: one restored from a backup does not know the newest.
      const note: Note = { mark: randomUUID(), cursor };
      try {
        await index.save(file, JSON.stringify(note));
        await writeBatch(db, (tx) => writeSetting(tx, SETTING, note.mark));
        log.debug({ papers: index.size }, "the search index is saved");
      } catch (error) {
        log.warn(
          { reason: messageOf(error) },
          "the search index could not be saved; the next start takes longer",
        );
      }
    },
  };
}

interface Note {
  readonly mark: string;
  readonly cursor: Cursor;
}
