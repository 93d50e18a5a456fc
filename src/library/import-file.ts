import type { Database } from "../store/database.ts";
import { takenRecords } from "../store/sources/taken-records.ts";
import { type ImportOptions, type ImportReport, importEntries } from "./import-entries.ts";

/** Reads a file of any known format into the store. Rejects with a UserError if the file can't be read at all. */
export async function importFile(db: Database, path: string, options: ImportOptions): Promise<ImportReport> {
  // The readers of all formats are loaded when there is a file: most starts have no use for them.
  const { readPapers } = await import("../papers/import/read-file.ts");
  return importEntries(db, readPapers(path, { taken: (digests) => takenRecords(db, digests) }), options);
}
