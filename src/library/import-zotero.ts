import type { Entry } from "../papers/import/entry.ts";
import { createHttpClient, type HttpClient } from "../papers/sources/http/client.ts";
import { readZotero, zoteroLibrary } from "../papers/sources/zotero.ts";
import { type Database, writeBatch } from "../store/database.ts";
import { readSetting, writeSetting } from "../store/settings.ts";
import { createGate } from "../store/sources/request-gate.ts";
import { type ImportOptions, type ImportReport, importEntries } from "./import-entries.ts";

export interface ZoteroAccess {
  /** Where the API is; Zotero's own by default. */
  readonly apiUrl?: string;
  /** For a private library. */
  readonly apiKey?: string;
  /** One of its own by default. */
  readonly http?: HttpClient;
}

/** Goes up whenever more of an item is stored than before: the next import then asks for all items again, once. */
const READING = "2";

/**
 * Reads a Zotero library (`zotero:users/12345`, `zotero:groups/678`) into the store; after the first time, only what
 * has changed. Throws a UserError if it can't be read to its end; what was stored by then stays.
 */
export async function importZotero(
  db: Database,
  name: string,
  { apiUrl, apiKey, http, ...options }: ImportOptions & ZoteroAccess,
): Promise<ImportReport> {
  const library = zoteroLibrary(name);
  const setting = `zotero ${READING} ${apiUrl ?? ""}${library}`;
  const known = await readSetting(db, setting);
  const zotero = readZotero({
    http: http ?? ownClient(db, options),
    library,
    apiUrl,
    apiKey,
    since: known === undefined ? undefined : Number(known),
    signal: options.signal,
  });
  let failure: unknown;
  // Closed in order even if Zotero fails or the program stops: what came before is stored.
  async function* entries(): AsyncGenerator<Entry> {
    try {
      yield* zotero.entries;
    } catch (error) {
      failure = error;
    }
  }
  const report = await importEntries(db, entries(), options);
  if (options.signal?.aborted) return { ...report, stopped: true };
  if (failure !== undefined) throw failure;
  const { version } = zotero;
  // Only when all of it is stored: what is missed now would not be asked for again.
  if (version !== undefined) await writeBatch(db, (tx) => writeSetting(tx, setting, String(version)));
  return report;
}

function ownClient(db: Database, { now }: ImportOptions): HttpClient {
  return createHttpClient({ gate: createGate(db), userAgent: "Paperboy", now: () => now().getTime() });
}
