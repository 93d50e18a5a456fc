import type { Library } from "../library/library.ts";
import type { Logger } from "../log.ts";
import { createSources } from "../papers/sources/create-sources.ts";
import { createHttpClient, type HttpParts } from "../papers/sources/http/client.ts";
import { createReadFeed } from "../papers/sources/read-feed.ts";
import type { SourceSettings } from "../papers/sources/settings.ts";
import type { Source } from "../papers/sources/source.ts";
import type { Lease } from "../store/replicas/leases.ts";
import { createGate } from "../store/sources/request-gate.ts";
import { createPaperFetch, type FetchOutcome } from "./fetch-paper.ts";
import { type AbstractsRun, fillAbstracts } from "./fill-abstracts.ts";
import { type SourceReport, sourceReport } from "./report.ts";
import { type SourceRun, type SyncContext, syncSource } from "./sync-source.ts";

/** Keeps a library current from the network. Nothing here is needed to answer. */
export interface Syncer {
  readonly sources: readonly Source[];
  /** The notices that the sources' terms require. */
  readonly notices: readonly string[];
  /** Asks one source, for its usual days or the last `count`; see sync-source.ts. */
  run(source: Source, options?: RunOptions): Promise<SourceRun>;
  fillAbstracts(options?: RunOptions): Promise<AbstractsRun>;
  /** Fetches one paper while somebody waits; see fetch-paper.ts. */
  fetchPaper(id: string): Promise<FetchOutcome>;
  /** Waits until no paper is being fetched any more, which is soon once the signal was aborted. */
  settled(): Promise<void>;
  report(): Promise<SourceReport>;
}

interface RunOptions {
  readonly count?: number;
  /** The run's verdict is written only while this lease is held; without it, whoever else asks the same. */
  readonly lease?: Lease;
  /** Aborting it ends this run. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (told: number) => void;
}

interface SyncerParts {
  readonly library: Library;
  readonly settings: SourceSettings;
  readonly log: Logger;
  readonly now: () => Date;
  /** Aborting it ends every request. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** Called after each batch of papers was stored, e.g. to make them searchable. */
  readonly onStored?: () => Promise<void>;
  /** The parts of the network that a test replaces. */
  readonly http?: Partial<HttpParts>;
}

export function createSyncer(parts: SyncerParts): Syncer {
  const { library, settings, log, now, signal, version, onStored, http } = parts;
  const { db } = library;
  const gate = createGate(db);
  const contact = settings.contact === undefined ? "a self-hosted bot" : `mailto:${settings.contact}`;
  const client = createHttpClient({
    gate,
    userAgent: `Paperboy/${version} (${contact})`,
    now: () => now().getTime(),
    ...http,
  });
  const { sources, finder } = createSources(client, settings, createReadFeed(signal));

  const papers = createPaperFetch({ library, finder, now, log, signal });

  function context({ onProgress, lease, signal: own }: RunOptions): SyncContext {
    return {
      db,
      now,
      log,
      signal: own ? AbortSignal.any([signal, own]) : signal,
      lease,
      onStored: async ({ told }) => {
        onProgress?.(told);
        await onStored?.();
      },
    };
  }

  return {
    sources,
    notices: sources.flatMap((source) => source.notice ?? []),
    run: (source, options = {}) => syncSource(context(options), source, options.count),
    fillAbstracts: (options = {}) => fillAbstracts(context(options), finder),
    fetchPaper: papers.fetch,
    settled: papers.settled,
    report: () => sourceReport(db, sources, now()),
  };
}
