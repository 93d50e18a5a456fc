import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { createApp } from "../../src/app/app.ts";
import { createRunner } from "../../src/delivery/runner.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { UserError } from "../../src/errors.ts";
import { addPapers } from "../../src/library/add-papers.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { createLogger } from "../../src/log.ts";
import type { Paper } from "../../src/papers/paper.ts";
import { postLook } from "../../src/present/paper-list.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { putVote } from "../../src/store/votes.ts";
import { createFakePlatform } from "../../test/support/delivery/fake-poster.ts";
import { exponent } from "../search/scale/figures.ts";
import { drawQueries, paperBatches } from "../search/speed-papers.ts";
import { progress } from "../support/command.ts";
import type { UnitCosts } from "./model.ts";

/** Papers at which answers are measured; how they grow is told from the two. */
const FEW = 4000;
const MANY = 16_000;
const ANSWERS = 150;
const VOTES = 2000;
/** Votes that are asked for at the same moment. */
const AT_ONCE = 20;
const CHANNELS = 200;

const CALLER = { platform: "fake", prefix: "/", user: "U1", channel: "C1", server: "S1", admin: false };

const MORNING = new Date("2026-11-25T09:00:00Z");
const YESTERDAY = new Date("2026-11-24T09:30:00Z");

/** Measures on the real program, over a library of its own that is gone at the end, what one of each thing costs. */
export async function measureUnitCosts(file: string): Promise<UnitCosts> {
  const home = mkdtempSync(join(tmpdir(), "paperboy-scale-"));
  try {
    return await measureIn(home, file);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureIn(home: string, file: string): Promise<UnitCosts> {
  const catalogue = join(import.meta.dirname, "..", "..", "..", "data", "papers.jsonl");
  const snapshot = { file: join(home, "search.index"), log: createLogger("silent") };
  const library = await openLibrary({
    target: join(home, "paperboy.db"),
    catalogue,
    index: createSearchIndex({ now: Date.now }),
    now: () => MORNING,
    snapshot,
  });
  const { db } = library;
  const papers: Paper[] = [];
  const sizes: { readonly size: number; readonly value: number }[] = [];
  for await (const batch of paperBatches({ file, papers: MANY })) {
    papers.push(...batch);
    await addPapers(db, batch, YESTERDAY);
    if (papers.length !== FEW && papers.length !== MANY) continue;
    progress(`${papers.length} papers`);
    await library.refresh();
    const value = await answerMs(library, papers);
    sizes.push({ size: papers.length, value });
  }
  const [few, many] = sizes;
  if (!few || !many) throw new UserError(`${file} holds no papers.`);
  const withPapers = await bytesOf(db);
  progress("votes");
  const writeMs = await voteMs(db, papers);
  progress("posts");
  await subscribe(db, papers);
  const before = await bytesOf(db);
  const postMs = await postCpuMs(library);
  const postBytes = ((await bytesOf(db)) - before) / CHANNELS;
  await library.close();
  const loaded = loadSaved(snapshot.file);
  return {
    answer: { ms: many.value, papers: many.size, exponent: Math.max(0, exponent(few, many) ?? 0) },
    writeMs,
    postMs,
    baseBytes: loaded.base,
    indexBytes: loaded.added / many.size,
    paperBytes: withPapers / many.size,
    postBytes,
    loadMs: loaded.ms / many.size,
  };
}

/** CPU milliseconds of one answer, all that leads to it included. */
async function answerMs(library: Library, papers: readonly Paper[]): Promise<number> {
  const { chat } = createApp({
    library,
    now: () => MORNING,
    log: createLogger("silent"),
    cooldown: { take: () => 0 },
  });
  const queries = (drawQueries(papers).searches["2 words"] ?? []).slice(0, 2 * ANSWERS);
  const ask = async (asked: readonly string[]) => {
    for (const query of asked) await chat.run("paper", { query }, CALLER);
  };
  await ask(queries.slice(0, ANSWERS));
  return (await cpuMs(() => ask(queries.slice(ANSWERS)))) / ANSWERS;
}

/** Milliseconds for each of many votes, twenty of them at the same moment. */
async function voteMs(db: Database, papers: readonly Paper[]): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < VOTES; at += AT_ONCE) {
    const votes = Array.from({ length: AT_ONCE }, (_, vote) =>
      groupCommit(db, (tx) =>
        putVote(tx, {
          person: `person ${vote}`,
          paper: papers[at + vote]?.id ?? "",
          value: 1,
          platform: "fake",
          server: "S1",
          channel: `C${vote}`,
          at: MORNING,
        }),
      ),
    );
    await Promise.all(votes);
  }
  return (performance.now() - began) / VOTES;
}

async function subscribe(db: Database, papers: readonly Paper[]): Promise<void> {
  const topics = drawQueries(papers).searches["2 words"] ?? [];
  await writeBatch(db, async (tx) => {
    for (let at = 0; at < CHANNELS; at += 1) {
      await putSubscription(tx, {
        ...DEFAULT_SETTINGS,
        platform: "fake",
        channel: `C${at}`,
        topics: topics.slice(at % topics.length).slice(0, 1),
        origin: "chat",
        plannedUntil: YESTERDAY,
      });
    }
  });
}

/** CPU milliseconds of one channel's post, from what is due to what was taken. */
async function postCpuMs({ db, index }: Library): Promise<number> {
  const platform = createFakePlatform({ now: () => MORNING });
  const runner = createRunner({
    db,
    index,
    isReady: () => true,
    posters: new Map([["fake", platform]]),
    ...postLook,
    owner: "scale",
    now: () => MORNING,
    elapsed: () => performance.now(),
    random: () => 0,
    log: createLogger("silent"),
  });
  const ms = await cpuMs(async () => {
    await runner.tick();
    await runner.idle();
  });
  await runner.stop();
  // A channel for whose topic there is nothing may have none.
  if (platform.messages.length < CHANNELS * 0.9)
    throw new Error("too few channels got a paper to tell what one costs");
  return ms / platform.messages.length;
}

/** What a start from the saved index takes, as a process of its own sees it. */
function loadSaved(file: string): { readonly ms: number; readonly base: number; readonly added: number } {
  const program = join(import.meta.dirname, "load-index.js");
  return JSON.parse(execFileSync(process.execPath, [program, file], { encoding: "utf8" }));
}

async function bytesOf(db: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select page_count * page_size as bytes
    from pragma_page_count, pragma_page_size`.execute(db);
  return rows[0]?.bytes ?? 0;
}

async function cpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
