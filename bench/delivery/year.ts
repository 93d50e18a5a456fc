import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { createRunner } from "../../src/delivery/runner.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { addPapers } from "../../src/library/add-papers.ts";
import { createLogger } from "../../src/log.ts";
import { postLook } from "../../src/present/paper-list.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { type Database, openDatabase, writeBatch } from "../../src/store/database.ts";
import { removeDetailsBefore } from "../../src/store/retention/old-details.ts";
import { putSubscription, type Subscription } from "../../src/store/subscriptions.ts";
import { addDays, weekdayOf } from "../../src/time/day.ts";
import { createFakePlatform, type Fate } from "../../test/support/delivery/fake-poster.ts";
import { manyPapers } from "../../test/support/library/many-papers.ts";
import { print, progress } from "../support/command.ts";
import { createRandom } from "../support/random.ts";
import { countMails, subscribeReaders } from "./year-mail.ts";

/**
 * `npm run bench:year -- [--channels N] [--papers N] [--seed S] [--keep DAYS] [--readers N]`: 2026, hour by hour, with papers that come in day by
 * day, channels all over the world, readers by mail where clocks change, a platform that stumbles, and days on which nothing runs. Ends with 1 if a channel
 * or a group of channels got a paper twice, or a weekday of a channel (a Monday, where it is weekly) has neither a post
 * nor a reason.
 */
const { values } = parseArgs({
  options: {
    channels: { type: "string", default: "50" },
    papers: { type: "string", default: "4000" },
    seed: { type: "string", default: "1" },
    keep: { type: "string", default: "400" },
    readers: { type: "string", default: "20" },
  },
});
const FIRST = "2026-01-01";
const LAST = "2026-12-31";
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
const TOPICS = [
  "bees",
  "glass",
  "rivers",
  "bridges",
  "clouds",
  "violins",
  "maps",
  "ferns",
  "puzzle",
  "sonnets",
];
/** In a hundred: days without the program, and posts with a fate of their own. */
const DARK_DAYS = 2;
const MISHAPS: readonly (readonly [percent: number, fate: Fate])[] = [
  [2, "refuse"],
  [1, "lose answer"],
  [1, "lose request"],
];

const random = createRandom(Number(values.seed));
const home = await mkdtemp(join(tmpdir(), "paperboy-year-"));
const db = await openDatabase(join(home, "paperboy.db"));
try {
  await live(db);
} finally {
  await db.destroy();
  await rm(home, { recursive: true });
}

async function live(db: Database): Promise<void> {
  let time = new Date(`${FIRST}T00:00Z`);
  const now = () => time;
  // Since the day before: east of Greenwich the first of January has begun long ago.
  const channels = await subscribeAll(db, new Date(`${addDays(FIRST, -1)}T00:00Z`));
  const readers = await subscribeReaders(
    db,
    Number(values.readers),
    new Date(`${addDays(FIRST, -2)}T00:00Z`),
  );
  const all = manyPapers(Number(values.papers));
  const index = createSearchIndex({ now: () => time.getTime() });
  const platform = createFakePlatform({ now, fate: drawFate });
  // A mail that is out can't be looked for.
  const mail = createFakePlatform({ now, fate: drawFate, isReadable: false });
  const runner = createRunner({
    db,
    index,
    isReady: () => true,
    posters: new Map([
      ["fake", platform],
      ["email", mail],
    ]),
    ...postLook,
    owner: "year",
    now,
    elapsed: () => time.getTime(),
    random,
    log: createLogger("silent"),
  });
  for (let day = FIRST; day <= addDays(LAST, 1); day = addDays(day, 1)) {
    time = new Date(`${day}T00:00Z`);
    const papers = all.filter(({ published }) => published === day);
    await addPapers(db, papers, time);
    await index.add(papers);
    if (random() * 100 < DARK_DAYS) continue;
    for (let hour = 0; hour < 24; hour++) {
      // Twice, so that what failed is tried again and what was lost is found.
      for (const minute of ["00", "01"]) {
        time = new Date(`${day}T${String(hour).padStart(2, "0")}:${minute}Z`);
        await runner.tick();
        await runner.idle();
      }
    }
    await removeDetailsBefore(db, addDays(day, -Number(values.keep)));
    if (day.endsWith("-01")) progress(day);
  }
  await runner.stop();
  await count(db, channels, platform.messages);
  const mails = await countMails(db, readers, mail.messages, { first: firstKept(), last: LAST });
  print(`readers by mail     ${readers.length}, mails ${mail.messages.length}`);
  print(`their days          ${listed(mails.states)}`);
  print(`twice               ${mails.twice}`);
  print(`not accounted for   ${mails.unaccounted}`);
  if (mails.twice + mails.unaccounted > 0) process.exitCode = 1;
}

function drawFate(): Fate {
  let left = random() * 100;
  for (const [percent, fate] of MISHAPS) {
    left -= percent;
    if (left < 0) return fate;
  }
  return "take";
}

async function subscribeAll(db: Database, since: Date): Promise<readonly Subscription[]> {
  const channels = Array.from(
    { length: Number(values.channels) },
    (_, at): Subscription => ({
      ...DEFAULT_SETTINGS,
      platform: "fake",
      channel: `C${at}`,
      topics: TOPICS.slice(at % TOPICS.length).slice(0, 1 + (at % 3)),
      timezone: ZONES[at % ZONES.length] ?? "UTC",
      every: at % 5 === 4 ? "week" : "day",
      papers: 1 + (at % 2),
      whenEmpty: at % 3 === 0 ? "quiet" : "best",
      ...(at % 10 < 2 && { group: `g${at % 10}` }),
      origin: "chat",
      plannedUntil: since,
    }),
  );
  await writeBatch(db, async (tx) => {
    for (const channel of channels) await putSubscription(tx, channel);
  });
  return channels;
}

async function count(
  db: Database,
  channels: readonly Subscription[],
  messages: readonly {
    readonly channel: string;
    readonly thread: string | undefined;
    readonly text: string;
  }[],
): Promise<void> {
  const rows = await db
    .selectFrom("deliveries")
    .selectAll()
    .where("kind", "in", ["post", "digest"])
    .execute();
  const states = new Map<string, number>();
  const seen = new Map<string, Set<string>>();
  let [unaccounted, twice, posts] = [0, 0, 0];
  for (const { channel, group, every } of channels) {
    const own = new Map(rows.filter((row) => row.channel === channel).map((row) => [row.day, row]));
    for (let day = firstKept(); day <= LAST; day = addDays(day, 1)) {
      if (weekdayOf(day) > (every === "week" ? 1 : 5)) continue;
      const row = own.get(day);
      const isAccounted = row && (row.state === "sent" ? row.message !== null : row.reason !== null);
      if (!isAccounted || row.state === "failed" || row.state === "sending") unaccounted += 1;
      const ended = row?.state ?? "without a row";
      states.set(ended, (states.get(ended) ?? 0) + 1);
    }
    const shown = seen.get(group ?? channel) ?? new Set();
    seen.set(group ?? channel, shown);
    for (const { text } of messages.filter((message) => message.channel === channel)) {
      for (const [title] of text.matchAll(/puzzle number \d+/g)) {
        if (shown.has(title)) twice += 1;
        shown.add(title);
        posts += 1;
      }
    }
  }
  print(`channels            ${channels.length}, papers posted ${posts}`);
  print(`days with a run     ${listed(states)}`);
  print(`papers shown twice  ${twice}`);
  print(`not accounted for   ${unaccounted}`);
  await printSize(db, posts);
  if (twice + unaccounted > 0) process.exitCode = 1;
}

/** What is older was deleted. */
function firstKept(): string {
  const kept = addDays(LAST, 1 - Number(values.keep));
  return kept > FIRST ? kept : FIRST;
}

function listed(states: ReadonlyMap<string, number>): string {
  return [...states].map(([state, number]) => `${number} ${state}`).join(", ");
}

/** How large the file is, and what the posts take of it. */
async function printSize(db: Database, posts: number): Promise<void> {
  const own = await sql<{ bytes: number }>`select sum(pgsize) as bytes from dbstat
    where name like 'deliveries%' or name like 'shown%' or name like 'sqlite_autoindex_deliveries%'
    or name like 'sqlite_autoindex_shown%'`
    .execute(db)
    .catch(() => undefined);
  const { rows } = await sql<{ pages: number; free: number }>`select
    (select page_count from pragma_page_count) as pages,
    (select freelist_count from pragma_freelist_count) as free`.execute(db);
  const [{ pages, free } = { pages: 0, free: 0 }] = rows;
  const bytes = own?.rows[0]?.bytes;
  const each = bytes === undefined ? "" : `, ${Math.round(bytes / posts)} bytes a post`;
  print(`library             ${((pages * 4096) / 1e6).toFixed(1)} MB, ${free} pages free${each}`);
}
