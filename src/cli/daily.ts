import { createHostSyncer, type Host, openHostLibrary } from "../app/host.ts";
import { createHostRunner } from "../app/host-delivery.ts";
import { pickFor, planNow } from "../delivery/plan.ts";
import { fromSettings } from "../delivery/subscribe.ts";
import { tracePick } from "../delivery/trace.ts";
import { UserError } from "../errors.ts";
import type { Library } from "../library/library.ts";
import { type Delivery, deliveriesOf } from "../store/deliveries.ts";
import { allSubscriptions, type Place, type Subscription } from "../store/subscriptions.ts";
import { dayAt } from "../time/zone.ts";
import { createPlatforms, postersOf } from "./platforms.ts";

interface DailyOptions {
  readonly dryRun: boolean;
  /** Only this one: `platform:id`. */
  readonly channel?: string | undefined;
  /** With `dryRun`: another day than today, YYYY-MM-DD. */
  readonly date?: string | undefined;
}

/**
 * `daily [--dry-run] [--channel PLATFORM:ID] [--date DAY]`: posts today's papers now to every channel that has not had
 * them, whatever its time; or says what would be posted, and for each other paper at which stage it was dropped and
 * why. Returns the exit status: 0, or 1 if something was to be posted and is not there.
 */
export async function daily(host: Host, { dryRun, channel, date }: DailyOptions): Promise<number> {
  if (date !== undefined && !isDay(date)) throw new UserError("--date takes a day such as 2026-11-23.");
  if (date !== undefined && !dryRun)
    throw new UserError("--date goes with --dry-run: papers are posted today or not at all.");
  const library = await openHostLibrary(host);
  const platforms = dryRun ? [] : await createPlatforms(host);
  try {
    await library.refresh();
    if (dryRun) {
      for (const one of choose(await asInSettings(host, library), channel)) {
        await preview(host, library, one, date);
      }
      return 0;
    }
    const posters = postersOf(platforms);
    const syncer = createHostSyncer(host, library);
    const runner = await createHostRunner(host, library, posters, syncer);
    const chosen = choose(await allSubscriptions(library.db), channel);
    for (const platform of new Set(chosen.map((one) => one.platform))) {
      if (!posters.has(platform))
        host.errors.write(`${platform} is not set up, so nothing can be posted there.\n`);
    }
    for (const subscription of chosen) await planNow(library.db, library.index, subscription, host.now());
    await runner.beat();
    await runner.idle();
    return await report(host, library, chosen);
  } finally {
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await library.close();
  }
}

/** The subscriptions as they would be after a start, which takes the settings over; a preview changes nothing. */
async function asInSettings({ config, now }: Host, { db }: Library): Promise<readonly Subscription[]> {
  const { channels, wishes } = config.daily;
  const stored = await allSubscriptions(db);
  const byName = new Map(stored.filter(({ origin }) => origin === "chat").map((one) => [nameOf(one), one]));
  for (const place of channels) {
    const before = stored.find((one) => nameOf(one) === nameOf(place));
    byName.set(nameOf(place), fromSettings(before, place, wishes, now()));
  }
  return [...byName.values()];
}

function choose(all: readonly Subscription[], channel: string | undefined): readonly Subscription[] {
  if (all.length === 0)
    throw new UserError("No channel gets papers yet. /subscribe in a channel begins, or set DAILY_CHANNELS.");
  const chosen = all.filter((one) => channel === undefined || nameOf(one) === channel);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    `No papers go to ${channel?.slice(0, 80)}. There are: ${all.slice(0, 10).map(nameOf).join(", ")}.`,
  );
}

async function preview(
  { output, now }: Host,
  { db, index }: Library,
  subscription: Subscription,
  date: string | undefined,
): Promise<void> {
  const day = date ?? dayAt(now(), subscription.timezone);
  const rows = await deliveriesOf(db, subscription, day);
  const lines =
    rows.length > 0
      ? rows.map((row) => `  ${describe(row)}`)
      : tracePick(await pickFor(db, index, subscription, day), subscription);
  output.write(`${[`${nameOf(subscription)}, ${day}`, ...lines].map(oneLine).join("\n")}\n`);
}

async function report(
  { output, now }: Host,
  library: Library,
  chosen: readonly Subscription[],
): Promise<number> {
  let status = 0;
  for (const subscription of chosen) {
    const day = dayAt(now(), subscription.timezone);
    const rows = await deliveriesOf(library.db, subscription, day);
    for (const row of rows) {
      output.write(`${oneLine(`${nameOf(subscription)}, ${day}: ${describe(row)}`)}\n`);
      if (row.state !== "sent" && row.state !== "skipped") status = 1;
    }
  }
  return status;
}

function describe({ kind, state, message, reason, content }: Delivery): string {
  const papers = content.papers.map(({ id }) => id).join(", ");
  return [`${kind} ${state}`, message, papers, reason].filter(Boolean).join(" · ");
}

function nameOf({ platform, channel }: Place): string {
  return `${platform}:${channel}`;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`));
}

/** Titles come from anywhere; nothing in them may steer a terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
