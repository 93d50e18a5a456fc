import { UserError } from "../errors.ts";
import type { NamedPaper } from "../papers/import/pasted.ts";
import { titleKey } from "../papers/text.ts";
import type { Database } from "../store/database.ts";
import { findPapers } from "../store/papers.ts";
import { MOST_EXAMPLES } from "./following.ts";

/** Papers given as examples of what somebody likes. */
export interface Seeds {
  /** Ids of papers of the library. */
  readonly known: readonly string[];
  /** Ids that the library does not have yet: they count as soon as it does. */
  readonly unknown: readonly string[];
  /** How many have no id, and no paper of the library has their title. */
  readonly lost: number;
}

/** How many papers one query asks for. */
const SLICE = 200;

/** Finds the named papers by their ids, or else by their titles; each once. */
export async function findSeeds(db: Database, named: readonly NamedPaper[]): Promise<Seeds> {
  const known = new Set<string>();
  const unknown = new Set<string>();
  let lost = 0;
  for (let from = 0; from < named.length; from += SLICE) {
    const some = named.slice(from, from + SLICE);
    const ids = some.flatMap(({ id }) => id ?? []);
    const keys = some.flatMap(({ title }) => (title === undefined ? [] : titleKey(title)));
    const records = await findPapers(db, ids, keys);
    const byId = new Map(records.map((record) => [record.paper.id, record]));
    const byTitle = new Map(records.map((record) => [record.titleKey, record]));
    for (const { id, title } of some) {
      const record = byId.get(id ?? "") ?? byTitle.get(title === undefined ? "" : titleKey(title));
      if (record) known.add(record.mergedInto ?? record.paper.id);
      else if (id !== undefined) unknown.add(id);
      else lost++;
    }
  }
  return { known: [...known], unknown: [...unknown], lost };
}

/**
 * The papers that a file of any importable format names. Throws a UserError if it can't be read, or as soon as it holds
 * more than a list may have.
 */
export async function papersNamedInFile(path: string): Promise<readonly NamedPaper[]> {
  const { readPapers } = await import("../papers/import/read-file.ts");
  const found: NamedPaper[] = [];
  for await (const entry of readPapers(path)) {
    if (entry.kind === "paper") found.push({ id: entry.found.id, title: entry.found.title });
    if (found.length > MOST_EXAMPLES) {
      throw new UserError(
        `“${path}” holds more than ${MOST_EXAMPLES} papers, the most that a list of examples may have. Choose those that matter.`,
      );
    }
  }
  return found;
}
