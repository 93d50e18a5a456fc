import { basename } from "node:path";
import { checkDatabase, type DatabaseFacts } from "../../doctor/database.ts";
import { checkIndex, checkLibrary, type IndexFacts } from "../../doctor/library.ts";
import type { Probe } from "../../doctor/probe.ts";
import { codeOf } from "../../errors.ts";
import type { LibraryState } from "../../library-state.ts";
import { lookAtSnapshot } from "../../search/create-search-index.ts";
import type { Database } from "../../store/database.ts";
import { isInUse, lookIntoLibrary, openToRead, sizeOf } from "../../store/sqlite/look-into.ts";
import type { homeFiles } from "../home.ts";
import type { Senses } from "./senses.ts";

type HomeFiles = ReturnType<typeof homeFiles>;

/** A library that is looked at, and read as far as it can be. */
export interface LookedLibrary {
  /** `server`: the database, where the library is not in a file. */
  readonly looked: Pick<LibraryState, "bytes" | "papers"> &
    ({ readonly server: DatabaseFacts } | LibraryState);
  readonly isChecked: boolean;
  readonly isRunning: boolean | undefined;
  /** Undefined where there is none of this version. */
  readonly db: Database | undefined;
  close(): Promise<void>;
}

/** To read a larger library page by page would take longer than the three seconds that are left for it; 110,000 papers are a third of this. */
const MOST_CHECKED_BYTES = 1e9;

/** Looks at a library in a database, from outside or from inside; nobody can tell from here who else uses it. */
export async function lookAtDatabase(url: string): Promise<LookedLibrary> {
  const { lookIntoDatabase } = await import("../../store/postgres/look-into.ts");
  const { looked, db } = await lookIntoDatabase(url);
  const papers = looked.state === "unusable" ? 0 : looked.papers;
  return {
    // Its bytes are on another disk.
    looked: { server: looked, bytes: 0, papers },
    isChecked: false,
    isRunning: undefined,
    db,
    close: async () => db?.destroy(),
  };
}

/** Looks at a library that this process does not use. */
export function lookAtHome({ library, index }: HomeFiles): LookedLibrary {
  const isRunning = isInUse(library);
  const everyPage = (sizeOf(library) ?? 0) <= MOST_CHECKED_BYTES;
  const looked = lookIntoLibrary(library, { derived: [basename(index)], everyPage });
  const db = looked.state === "good" ? openedToRead(library) : undefined;
  return { looked, isChecked: everyPage, isRunning, db, close: async () => db?.destroy() };
}

// It may be moved away at this very moment.
function openedToRead(file: string): Database | undefined {
  try {
    return openToRead(file);
  } catch {
    return undefined;
  }
}

/** The library that this process has open, and its own connection. Nothing is read page by page: everybody would wait. */
export function lookFromInside(
  { library }: HomeFiles,
  { db, papers, isServing }: { readonly db: Database; papers(): number; readonly isServing: boolean },
): LookedLibrary {
  const bytes = sizeOf(library) ?? 0;
  return {
    looked: { state: "good", bytes, papers: papers() },
    isChecked: false,
    isRunning: isServing ? true : undefined,
    db,
    close: async () => {},
  };
}

export function libraryProbe({ looked, isChecked }: LookedLibrary, files: HomeFiles, senses: Senses): Probe {
  return {
    title: "Library",
    look: async () => [
      ...("server" in looked
        ? checkDatabase(looked.server)
        : checkLibrary({
            ...looked,
            file: files.library,
            isWritable: senses.isWritable(files.library),
            isChecked,
          })),
      ...checkIndex(await indexFacts(files.index)),
    ],
  };
}

async function indexFacts(file: string): Promise<IndexFacts> {
  const bytes = sizeOf(file) ?? 0;
  if (bytes === 0) return { file, bytes, state: "none" };
  try {
    return { file, bytes, state: await lookAtSnapshot(file) };
  } catch (error) {
    return { file, bytes, state: codeOf(error) === "ENOENT" ? "none" : "unreadable" };
  }
}
