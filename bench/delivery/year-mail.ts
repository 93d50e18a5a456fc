import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import type { Mailbox } from "../../src/store/mail/mailboxes.ts";
import type { SubscriptionSettings } from "../../src/store/subscriptions.ts";
import { addDays, type Day, weekdayOf } from "../../src/time/day.ts";
import { openMailbox } from "../support/mailboxes.ts";

/** Zones whose clocks change, by half an hour in one of them; and times that a change leaves out, or has twice. */
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
  "America/Santiago",
];
const TIMES = ["02:30", "09:00", "00:15", "01:45"];
const CONTENTS: readonly Pick<Mailbox, "what" | "query" | "channel">[] = [
  { what: "topics" },
  { what: "trending" },
  { what: "search", query: "ferns" },
  { what: "channel", channel: "C0" },
];

/** Somebody who gets mail. */
interface Reader {
  readonly name: string;
  readonly settings: SubscriptionSettings;
}

/** Readers by mail in zones whose clocks change, each of whom wants something else at another time. */
export async function subscribeReaders(db: Database, count: number, since: Date): Promise<readonly Reader[]> {
  const readers = Array.from({ length: count }, (_, at): Reader => {
    const timezone = ZONES[at % ZONES.length] ?? "UTC";
    const settings: SubscriptionSettings = {
      ...DEFAULT_SETTINGS,
      timezone,
      topics: ["glass", "maps"],
      time: TIMES[Math.floor(at / ZONES.length) % TIMES.length] ?? "09:00",
      days: [1, 2, 3, 4, 5, 6, 7],
      every: at % 7 === 6 ? "week" : "day",
      whenEmpty: (["best", "quiet", "explain"] as const)[at % 3] ?? "best",
      papers: 1 + (at % 3),
    };
    return { name: `reader-${at}`, settings };
  });
  await writeBatch(db, async (tx) => {
    for (const [at, { name, settings }] of readers.entries())
      await openMailbox(tx, name, settings, since, CONTENTS[at % CONTENTS.length]);
  });
  return readers;
}

/** What became of the readers' days, and what must never be. */
interface MailCount {
  readonly states: ReadonlyMap<string, number>;
  /** Due days with neither a mail nor a reason. */
  readonly unaccounted: number;
  /** Mails that were handed over again, and papers that a reader got again. */
  readonly twice: number;
}

/** Counts every day on which a mail was due in its reader's zone. */
export async function countMails(
  db: Database,
  readers: readonly Reader[],
  messages: readonly { readonly channel: string; readonly key: string; readonly text: string }[],
  { first, last }: { readonly first: Day; readonly last: Day },
): Promise<MailCount> {
  const rows = await db.selectFrom("deliveries").selectAll().where("platform", "=", "email").execute();
  const states = new Map<string, number>();
  let [unaccounted, twice] = [0, 0];
  for (const { name, settings } of readers) {
    const own = new Map(rows.filter((row) => row.channel === name).map((row) => [row.day, row]));
    for (let day = first; day <= last; day = addDays(day, 1)) {
      if (settings.every === "week" && weekdayOf(day) !== 1) continue;
      const { state = "without a row", message, reason } = own.get(day) ?? {};
      const isAccounted = state === "sent" ? message !== null : reason !== null && reason !== undefined;
      if (!isAccounted || state === "failed" || state === "sending") unaccounted += 1;
      states.set(state, (states.get(state) ?? 0) + 1);
    }
    const mails = messages.filter(({ channel }) => channel === name);
    const titles = mails.flatMap(({ text }) => text.match(/puzzle number \d+/g) ?? []);
    twice += mails.length - new Set(mails.map(({ key }) => key)).size;
    twice += titles.length - new Set(titles).size;
  }
  return { states, unaccounted, twice };
}
