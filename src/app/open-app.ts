import { join } from "node:path";
import { commands } from "../../commands/index.ts";
import type { ChatPlatform } from "../chat/platform.ts";
import type { Config } from "../config.ts";
import { fnv1a } from "../hash.ts";
import { type Library, openLibrary } from "../library/library.ts";
import type { Measures } from "../observability/measures.ts";
import { createReadPasted } from "../papers/import/read-pasted.ts";
import { createTypedLines, type TypedLines } from "../platforms/terminal/history.ts";
import type { Services } from "../present/services.ts";
import { createSearchIndex } from "../search/create-search-index.ts";
import { dialectOf } from "../store/dialect.ts";
import { readMailAnswer } from "../store/mail/answer.ts";
import { runInBackground } from "../sync/background.ts";
import { createSyncer, type Syncer } from "../sync/create-syncer.ts";
import { type App, createApp } from "./app.ts";
import { doctorInside } from "./doctor/inside.ts";
import { readFleet } from "./fleet.ts";
import { homeFiles, makeHome, tightenHome } from "./home.ts";
import { type Host, libraryTarget } from "./host.ts";
import { installationOf } from "./installation.ts";
import { createHostMail } from "./mail.ts";
import { postersOf } from "./platforms.ts";
import { createReplica, isNewest, type Replica, shareOf } from "./replica.ts";
import { purgeUntil } from "./servers.ts";
import { pageState } from "./web.ts";

/** The program over the library of its home folder, which is not read into memory yet. */
export interface OpenApp extends App {
  readonly library: Library;
  /** Fetches from the sources; undefined if none is switched on. */
  readonly syncer: Syncer | undefined;
  /** This process among those that share the database; it lives as long as this does, if it is live. */
  readonly replica: Replica;
  /** Whether there is something to post even without a chat platform: mails. */
  readonly sendsMail: boolean;
  /** The lines typed at this home's prompt. */
  readonly typed: TypedLines;
  /** Asks the sources whenever they are due, until `close`. */
  syncInBackground(): void;
  /** Deletes the rows of servers that were left long ago, and ended sign-ins: now and every hour, until `close`. */
  purgeInBackground(): void;
  /** Applies the channels of the settings. Throws a StoreError that says what to do. */
  applySettings(): Promise<void>;
  /** Stops everything in order. */
  close(): Promise<void>;
}

interface OpenOptions {
  /** Where it can post. */
  readonly platforms?: readonly ChatPlatform[];
  /** The state of each platform. */
  readonly states?: Services["platforms"];
  /** Whether papers from a source can be found at once; otherwise nothing is read into memory for that. */
  readonly isLive?: boolean;
  /** Counts what happens. */
  readonly measures?: Measures | undefined;
  /** Whether the tables are changed even while older versions run on them. */
  readonly isForced?: boolean | undefined;
}

/** Names that look like a filter in a query but are an option of some command: a slip there is told from a misspelled filter. */
const otherNames = commands.flatMap(({ spec }) =>
  spec.options.filter(({ kind }) => kind !== "text").map(({ name }) => name),
);

/** Opens everything that the settings ask for, once. Throws a StoreError that says what to do if the library cannot be opened. */
export async function openApp(
  machine: Host,
  { platforms = [], states, isLive = false, measures, isForced }: OpenOptions = {},
): Promise<OpenApp> {
  const { config, log, version } = machine;
  let replica: Replica | undefined;
  const library = await openHostLibrary(machine, { replica: () => replica, isForced });
  replica = createReplica({ db: library.db, version, now: machine.now, log });
  await (isLive ? replica.start() : replica.readClock());
  // The clock that all processes share, in place of this machine's own.
  const { name: holder, now } = replica;
  const host = { ...machine, now };
  const ended = new AbortController();
  const signal = AbortSignal.any([host.stop, ended.signal]);
  const syncer = createHostSyncer(host, library, { signal, isLive, measures });
  const mail = await createHostMail(host, library.db, postersOf(platforms));
  const typed = createTypedLines(homeFiles(config).history);
  const app = createApp({
    typed,
    library,
    owner: holder,
    share: () => shareOf(replica),
    isNewest: () => isNewest(replica),
    now,
    machineNow: machine.now,
    log,
    measures,
    posters: postersOf(mail ? [...platforms, mail.email] : platforms),
    ...(mail && {
      mail: { ...mail, lastAnswer: async () => mail.email.lastAnswer() ?? readMailAnswer(library.db) },
    }),
    operators: config.daily.operators,
    timezone: config.daily.settings.timezone,
    observes: observedPlatforms(config),
    platforms: states,
    doctor: doctorInside(host, {
      db: library.db,
      papers: () => library.index.size,
      isServing: platforms.length > 0,
    }),
    page: pageState(host),
    fleet: replica.isShared ? () => readFleet(library.db, now()) : undefined,
    installation: installationOf(host),
    readPasted: createReadPasted(signal),
    syncer,
  });
  let background = Promise.resolve();
  return {
    ...app,
    library,
    syncer,
    typed,
    replica,
    sendsMail: mail !== undefined,
    syncInBackground() {
      const { db } = library;
      if (!syncer) return;
      const spreadOf = (source: string) => fnv1a(`${source} ${library.id}`) / 2 ** 32;
      background = runInBackground({ syncer, db, log: log.child("sync"), holder, spreadOf, now, signal });
    },
    purgeInBackground: () =>
      purgeUntil(signal, {
        db: library.db,
        provenTime: app.provenTime,
        signIns: app.services.access.signIns,
        now,
        keptDays: config.keptDays,
        mail: app.services.mail,
        log,
      }),
    async applySettings() {
      try {
        await app.dailyRun.applySettings(config.daily);
      } catch (error) {
        throw dialectOf(library.db).explain(error);
      }
    },
    async close() {
      // A paper that is still being fetched is given up.
      ended.abort();
      await app.edits.stop();
      await background;
      await syncer?.settled();
      await mail?.email.stop();
      await replica.stop();
      await library.close();
    },
  };
}

/** `replica` is this process among others, once that is known. */
function openHostLibrary(
  host: Host,
  { replica, isForced }: Pick<OpenOptions, "isForced"> & { readonly replica: () => Replica | undefined },
): Promise<Library> {
  const { config, log, root } = host;
  const now = () => (replica() ?? host).now();
  makeHome(config);
  tightenHome(config, log);
  return openLibrary({
    target: libraryTarget(host),
    catalogue: join(root, "data", "papers.jsonl"),
    index: createSearchIndex({ now: () => now().getTime(), otherNames }),
    now,
    isForced,
    signal: host.stop,
    snapshot: {
      file: homeFiles(config).index,
      log: log.child("library"),
      ...(config.databaseUrl !== undefined && { sharing: () => replica()?.leaseOn("snapshot") }),
    },
  });
}

function createHostSyncer(
  { config, log, now, version }: Host,
  library: Library,
  { signal, isLive, measures }: Pick<OpenOptions, "isLive" | "measures"> & { readonly signal: AbortSignal },
): Syncer | undefined {
  const settings = config.sources;
  if (settings.names.length === 0 && settings.feeds.length === 0) return undefined;
  return createSyncer({
    library,
    settings,
    log: log.child("sync"),
    now,
    signal,
    version,
    ...(measures && { http: { retried: measures.retriedSource } }),
    ...(isLive && { onStored: () => library.refresh() }),
  });
}

/** The platforms on which the bot sees links that were not sent to it. */
function observedPlatforms({ discord, slack }: Config): ReadonlySet<string> {
  return new Set([...(discord?.readLinks ? ["discord"] : []), ...(slack?.unfurl ? ["slack"] : [])]);
}
