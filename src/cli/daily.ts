import type { Host } from "../app/host.ts";
import { type OpenApp, openApp } from "../app/open-app.ts";
import { createHostServer, createPlatforms } from "../app/platforms.ts";
import { UserError } from "../errors.ts";
import type { Delivery } from "../store/deliveries.ts";
import type { Place, Subscription } from "../store/subscriptions.ts";

interface DailyOptions {
  readonly dryRun: boolean;
  /** Only this one: `platform:id`. */
  readonly channel?: string | undefined;
  /** With `dryRun`: another day than today, YYYY-MM-DD. */
  readonly date?: string | undefined;
}

/**
 * Posts today's papers now to every channel that has not had
 * them, whatever its time; or says what would be posted, and for each other paper at which stage it was dropped and
 * why. Returns the exit status: 0, or 1 if something was to be posted and is not there.
 */
export async function runDaily(host: Host, { dryRun, channel, date }: DailyOptions): Promise<number> {
  if (date !== undefined && !isDay(date)) throw new UserError("--date takes a day such as 2026-11-23.");
  if (date !== undefined && !dryRun)
    throw new UserError("--date goes with --dry-run: papers are only posted for today.");
  const platforms = dryRun ? [] : await createPlatforms(host, createHostServer(host));
  const app = await openApp(host, { platforms });
  const { dailyRun, runner, services } = app;
  try {
    await app.library.refresh();
    if (dryRun) {
      for (const one of choose(await dailyRun.subscriptionsWith(host.config.daily), channel)) {
        await preview(host, app, one, date);
      }
      return 0;
    }
    await app.applySettings();
    const chosen = choose(await dailyRun.subscriptions(), channel);
    for (const platform of new Set(chosen.map((one) => one.platform))) {
      if (!services.delivery.platforms.includes(platform))
        host.errors.write(`${platform} is not set up, so nothing can be posted there.\n`);
    }
    for (const subscription of chosen) await dailyRun.plan(subscription);
    await runner.tick();
    await runner.idle();
    return await report(host, app, chosen);
  } finally {
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await app.close();
  }
}

function choose(all: readonly Subscription[], channel: string | undefined): readonly Subscription[] {
  if (all.length === 0)
    throw new UserError(
      "No channel gets a daily paper yet. Run /daily subscribe in a channel, or set DAILY_CHANNELS.",
    );
  const chosen = all.filter((one) => channel === undefined || nameOf(one) === channel);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    `${channel?.slice(0, 80)} gets no daily paper. Channels that do: ${all.slice(0, 10).map(nameOf).join(", ")}.`,
  );
}

async function preview(
  { output }: Host,
  { dailyRun }: OpenApp,
  subscription: Subscription,
  date: string | undefined,
): Promise<void> {
  const { day, rows } = await dailyRun.recorded(subscription, date);
  const lines =
    rows.length > 0 ? rows.map((row) => `  ${describe(row)}`) : await dailyRun.trace(subscription, day);
  output.write(`${[`${nameOf(subscription)}, ${day}`, ...lines].map(oneLine).join("\n")}\n`);
}

async function report(
  { output }: Host,
  { dailyRun }: OpenApp,
  chosen: readonly Subscription[],
): Promise<number> {
  let status = 0;
  for (const subscription of chosen) {
    const { day, rows } = await dailyRun.recorded(subscription);
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

/** Titles may hold anything, such as control sequences for the terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
