import { join } from "node:path";
import { abstract } from "../../commands/abstract.ts";
import { commands } from "../../commands/index.ts";
import { answerLinks } from "../../commands/links.ts";
import { type Chat, createChat } from "../chat/chat.ts";
import { createCooldown } from "../chat/cooldown.ts";
import type { Poster } from "../chat/poster.ts";
import { createClub } from "../club/club.ts";
import type { Config } from "../config.ts";
import { createDelivery } from "../delivery/delivery.ts";
import { DEFAULT_WISHES } from "../delivery/wishes.ts";
import { type Library, openLibrary } from "../library/library.ts";
import type { Logger } from "../log.ts";
import { paperCard } from "../present/paper-card.ts";
import { createServices, type Services } from "../present/services.ts";
import { createSearchIndex } from "../search/create-search-index.ts";
import { forgetServer } from "../store/forgetting.ts";
import { groupCommit } from "../store/group-commit.ts";
import { createSyncer, type Syncer } from "../sync/create-syncer.ts";
import { createTaste } from "../taste/taste.ts";

/** What every way of running the program stands on. Only main.ts makes one; only there are globals read. */
export interface Host {
  readonly config: Config;
  readonly log: Logger;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
  /** The folder with package.json and data/. */
  readonly root: string;
  /** Of this program, for the hosts that it asks. */
  readonly version: string;
  readonly now: () => Date;
}

/** What a query may hold that is an option of the asking command, and no filter: a slip there is told from one here. */
const otherNames = commands.flatMap(({ spec }) =>
  spec.options.filter(({ kind }) => kind !== "text").map(({ name }) => name),
);

/** Links that get a card where that is switched on, and the command that makes it. */
export const UNFURLING = { command: abstract.spec.name, domains: ["arxiv.org"] };

/** The file that everything is kept in. */
export function libraryFile({ config }: Pick<Host, "config">): string {
  return join(config.home, "paperboy.db");
}

/** The library of this host, not yet read into memory. */
export function openHostLibrary(host: Host): Promise<Library> {
  const { config, log, root, now } = host;
  return openLibrary({
    file: libraryFile(host),
    catalogue: join(root, "data", "papers.jsonl"),
    index: createSearchIndex({ now: () => now().getTime(), otherNames }),
    now,
    snapshot: { file: join(config.home, "search.index"), log: log.child("library") },
  });
}

/** The way to the network, if there is any source to ask. `onStored` is called after each batch of papers. */
export function createHostSyncer(
  { config, log, now, stop, version }: Host,
  library: Library,
  onStored?: () => Promise<void>,
): Syncer | undefined {
  const settings = config.sources;
  if (settings.names.length === 0 && settings.feeds.length === 0) return undefined;
  return createSyncer({
    library,
    settings,
    log: log.child("sync"),
    now,
    signal: stop,
    version,
    ...(onStored && { onStored }),
  });
}

/** What a chat has beside the library. */
export interface Surroundings {
  /** Fetches papers that the library does not know. */
  readonly syncer?: Syncer | undefined;
  readonly posters?: ReadonlyMap<string, Poster>;
  readonly platforms?: Services["platforms"];
}

/** All commands over one library. */
export function createHostChat(
  { config, log, now }: Host,
  library: Library,
  { syncer, posters = new Map(), platforms = () => [] }: Surroundings,
): Chat {
  const { db, index } = library;
  const defaults = { ...DEFAULT_WISHES, timezone: config.daily.wishes.timezone };
  const taste = createTaste({ db, now });
  const services = createServices(library, now, {
    taste,
    club: createClub({ db, taste, timezone: defaults.timezone, now }),
    delivery: createDelivery({ db, index, posters, card: paperCard, defaults, now }),
    platforms,
    hears: hearingPlatforms(config),
    ...(syncer && { fetchPaper: syncer.fetchPaper, notices: syncer.notices, sources: syncer.report }),
  });
  return createChat({
    commands,
    services,
    log: log.child("chat"),
    cooldown: createCooldown(() => now().getTime()),
    hear: answerLinks,
    forget: (left) => groupCommit(db, (tx) => forgetServer(tx, left)),
  });
}

function hearingPlatforms({ discord, slack }: Config): ReadonlySet<string> {
  return new Set([...(discord?.readLinks ? ["discord"] : []), ...(slack?.unfurl ? ["slack"] : [])]);
}
