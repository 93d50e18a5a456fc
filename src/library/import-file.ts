import { readPapers } from "../papers/import/read-file.ts";
import type { Database } from "../store/database.ts";
import { takenRecords } from "../store/sources/taken-records.ts";
import { type ImportOptions, type ImportReport, importEntries } from "./import-entries.ts";

/** Reads a file of any known format into the store. Throws a UserError if the file can't be read at all. */
export function importFile(db: Database, path: string, options: ImportOptions): Promise<ImportReport> {
  return importEntries(db, readPapers(path, { taken: (digests) => takenRecords(db, digests) }), options);
}
