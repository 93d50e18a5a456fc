import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Library, openLibrary } from "../../../src/library/library.ts";
import type { SourceSettings } from "../../../src/papers/sources/settings.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { createSyncer, type Syncer } from "../../../src/sync/create-syncer.ts";
import type { SourceRun } from "../../../src/sync/sync-source.ts";
import { temporaryFolder } from "../folder.ts";
import { targetOf } from "../postgres.ts";
import { createRecordingLog } from "../recording-log.ts";
import { startWebServer, type WebAnswer, type WebRequest, type WebServer } from "./web-server.ts";

export interface SyncWorld {
  readonly syncer: Syncer;
  readonly library: Library;
  readonly server: WebServer;
  readonly log: ReturnType<typeof createRecordingLog>;
  now(): Date;
  /** Sets the clock; it also moves on by itself where somebody waits for the network. */
  at(moment: string): void;
  /** Runs the named source at a moment. */
  run(name: string, moment?: string, count?: number): Promise<SourceRun>;
  /** Ends all that is going on. */
  stop(): void;
}

interface Conditions {
  readonly start?: string;
  readonly settings?: Partial<SourceSettings>;
  /** The library's catalogue: a single paper about ants, if not given. */
  readonly catalogue?: readonly object[];
  readonly folder?: string;
}

/** A library, and a syncer whose sources are all on one server that answers as it is told. */
export async function syncWorld(
  answer: (request: WebRequest) => WebAnswer,
  {
    start = "2026-11-20T11:00:00Z",
    settings,
    catalogue = [{ title: "Toy Ants Dig", abstract: "Ants dig." }],
    folder = temporaryFolder(),
  }: Conditions = {},
): Promise<SyncWorld> {
  const server = await startWebServer(answer);
  const file = join(folder, "catalogue.jsonl");
  writeFileSync(file, catalogue.map((paper) => `${JSON.stringify(paper)}\n`).join(""));
  let clock = Date.parse(start);
  const now = () => new Date(clock);
  const library = await openLibrary({
    target: await targetOf(join(folder, "paperboy.db")),
    catalogue: file,
    index: createSearchIndex({ now: () => clock }),
    now,
  });
  await library.refresh();
  const controller = new AbortController();
  onTestFinished(async () => {
    controller.abort();
    await library.close();
  });
  const log = createRecordingLog();
  const syncer = createSyncer({
    library,
    settings: {
      names: ["huggingface", "arxiv"],
      arxiv: { categories: ["cs.CL", "cs.AI"], announcements: ["new", "cross"] },
      feeds: [],
      mirror: server.url,
      ...settings,
    },
    log,
    now,
    signal: controller.signal,
    version: "test",
    onStored: () => library.refresh(),
    http: {
      random: () => 1,
      sleep: async (ms) => {
        clock += ms;
      },
    },
  });
  return {
    syncer,
    library,
    server,
    log,
    now,
    at(moment) {
      clock = Date.parse(moment);
    },
    run(name, moment, count) {
      if (moment !== undefined) clock = Date.parse(moment);
      const source = syncer.sources.find((one) => one.name === name);
      if (!source) throw new Error(`no source ${name}`);
      return syncer.run(source, count === undefined ? {} : { count });
    },
    stop: () => controller.abort(),
  };
}
