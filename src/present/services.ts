import { createClub, type JournalClub } from "../club/club.ts";
import { createDelivery, type Delivery } from "../delivery/delivery.ts";
import { DEFAULT_WISHES } from "../delivery/wishes.ts";
import { createMemory, type Memory } from "../history/history.ts";
import { createLinks, type Links } from "../history/links.ts";
import type { Library } from "../library/library.ts";
import { createTaste, type Taste } from "../taste/taste.ts";
import { paperCard } from "./paper-card.ts";

/** A platform as it stands in this process. */
export interface PlatformState {
  readonly name: string;
  readonly state: "starting" | "ready" | "reconnecting" | "failed";
}

/** What commands work on. */
export interface Services {
  readonly library: Library;
  readonly delivery: Delivery;
  /** Votes, saves, and what follows from them. */
  readonly taste: Taste;
  /** What was saved, voted for and posted, and the keys to cite it by. */
  readonly memory: Memory;
  readonly club: JournalClub;
  readonly links: Links;
  /** Platforms on which links can be seen that were not meant for the bot. */
  readonly hears: ReadonlySet<string>;
  readonly platforms: () => readonly PlatformState[];
  readonly now: () => Date;
  /** Brings one paper by its canonical id, waiting a few seconds at most; absent where there is no network to ask. */
  readonly fetchPaper?: (id: string) => Promise<Fetched>;
  /** How fresh the sources are: a line for each, and what a reader of today's papers should know. */
  readonly sources?: () => Promise<{ readonly lines: readonly string[]; readonly notice?: string }>;
  /** What the terms of the sources ask to be shown. */
  readonly notices?: readonly string[];
}

/** What came of fetching a paper. `unsupported`: ids of its kind cannot be looked up. `busy`: too many are on their way. */
export type Fetched = "stored" | "fetching" | "unknown" | "unsupported" | "unreachable" | "busy";

/** Services over a library where nothing is connected; give what is there beside it. */
export function createServices(library: Library, now: () => Date, more: Partial<Services> = {}): Services {
  const { db, index } = library;
  const parts = { db, index, posters: new Map(), card: paperCard, defaults: DEFAULT_WISHES, now };
  const taste = more.taste ?? createTaste({ db, now });
  const memory = createMemory({ db, taste, now });
  return {
    library,
    delivery: createDelivery(parts),
    taste,
    memory,
    links: createLinks({ db, memory, now }),
    hears: new Set(),
    club: createClub({ db, taste, timezone: DEFAULT_WISHES.timezone, now }),
    platforms: () => [],
    now,
    ...more,
  };
}
