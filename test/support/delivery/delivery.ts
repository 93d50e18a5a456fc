import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { onTestFinished } from "vitest";
import type { Poster } from "../../../src/chat/poster.ts";
import { createRunner, type Runner, type RunnerParts } from "../../../src/delivery/runner.ts";
import { DEFAULT_SETTINGS } from "../../../src/delivery/subscription-settings.ts";
import { addPapers } from "../../../src/library/add-papers.ts";
import type { Paper } from "../../../src/papers/paper.ts";
import { postLook } from "../../../src/present/paper-list.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { type Database, openDatabase, writeBatch } from "../../../src/store/database.ts";
import type { Delivery } from "../../../src/store/deliveries.ts";
import { putSubscription, type Subscription } from "../../../src/store/subscriptions.ts";
import type { TestClock } from "../clock.ts";
import { temporaryFolder } from "../folder.ts";
import { openNewDatabase, withoutDisk } from "../library/database.ts";
import { manyPapers } from "../library/many-papers.ts";
import { isOverPostgres, targetOf } from "../postgres.ts";
import { createRecordingLog } from "../recording-log.ts";

export interface Desk {
  readonly file: string;
  /** The target to open another connection with. */
  readonly target: string;
  readonly db: Database;
  readonly index: SearchIndex;
  /** A runner over the same database; `parts` replaces some of it. */
  runner(parts: Partial<RunnerParts> & { readonly posters: ReadonlyMap<string, Poster> }): Runner;
  subscribe(channel: string, fields?: Partial<Subscription>): Promise<Subscription>;
  /** The ledger's rows, in order of channels, days and kinds. */
  ledger(): Promise<readonly Pick<Delivery, "channel" | "day" | "kind" | "state">[]>;
  rows(): Promise<
    readonly { channel: string; day: string; kind: string; state: string; reason: string | null }[]
  >;
}

const SOME_PAPERS = manyPapers(60);

/** Databases with SOME_PAPERS, by when they came: to copy one takes a tenth of filling it. */
const filled = new Map<string, Promise<Buffer>>();

/** A database with papers in memory and on disk, and what runs on it; over an index that is at hand, where no test changes it. */
export async function openDesk(
  clock: TestClock,
  papers: readonly Paper[] = SOME_PAPERS,
  shared?: SearchIndex,
): Promise<Desk> {
  const file = join(temporaryFolder(), "paperboy.db");
  const now = clock.now();
  const isCopied = papers === SOME_PAPERS && !isOverPostgres();
  if (isCopied) {
    const bytes = filled.get(now.toISOString()) ?? fill(now);
    filled.set(now.toISOString(), bytes);
    writeFileSync(file, await bytes);
  }
  const db = await (isCopied ? openDatabase(file) : openNewDatabase(file));
  await withoutDisk(db);
  onTestFinished(() => db.destroy());
  if (!isCopied) await addAll(db, papers, now);
  const index = shared ?? createSearchIndex({ now: () => clock.now().getTime() });
  if (!shared) await index.add(papers);
  let runners = 0;
  const rows = () =>
    db
      .selectFrom("deliveries")
      .select(["channel", "day", "kind", "state", "reason"])
      .orderBy("channel")
      .orderBy("day")
      .orderBy("kind")
      .execute();

  return {
    file,
    target: await targetOf(file),
    db,
    index,
    runner(parts) {
      const runner = createRunner({
        db,
        index,
        isReady: () => true,
        ...postLook,
        owner: `runner ${++runners}`,
        now: clock.now,
        elapsed: () => clock.now().getTime(),
        random: () => 0.5,
        log: createRecordingLog(),
        ...parts,
      });
      onTestFinished(() => runner.stop());
      return runner;
    },
    async subscribe(channel, fields = {}) {
      const subscription: Subscription = {
        ...DEFAULT_SETTINGS,
        platform: "fake",
        channel,
        origin: "chat",
        createdBy: "admin",
        plannedUntil: clock.now(),
        ...fields,
      };
      await writeBatch(db, (tx) => putSubscription(tx, subscription));
      return subscription;
    },
    rows,
    async ledger() {
      return (await rows()).map(({ channel, day, kind, state }) => ({
        channel,
        day,
        kind: kind as Delivery["kind"],
        state: state as Delivery["state"],
      }));
    },
  };
}

async function fill(now: Date): Promise<Buffer> {
  const file = join(temporaryFolder(), "paperboy.db");
  const db = await openNewDatabase(file);
  await addAll(db, SOME_PAPERS, now);
  // Or all of it stays in the write-ahead log, beside the file.
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await db.destroy();
  return readFileSync(file);
}

async function addAll(db: Database, papers: readonly Paper[], now: Date): Promise<void> {
  for (let at = 0; at < papers.length; at += 200) await addPapers(db, papers.slice(at, at + 200), now);
}
