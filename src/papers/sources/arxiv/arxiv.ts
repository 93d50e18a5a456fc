import { addDays, type Day } from "../../../time/day.ts";
import type { BaseUrl } from "../http/base-url.ts";
import type { HttpClient, Validators } from "../http/client.ts";
import { SourceError } from "../http/source-error.ts";
import type { ArxivOptions } from "../settings.ts";
import type { FetchContext, Source, SourceItem } from "../source.ts";
import { closedOn, EASTERN, feedDay, feedDayOf } from "./calendar.ts";
import { partOf, readFeed } from "./feed.ts";
import { listRecords, type OaiRecord } from "./oai.ts";

/** A paper with one version that was received this long before is not new: something else in its record changed. */
const LONGEST_HOLD_DAYS = 14;

/** What arXiv announces: today's by its feed; missed days, and days that the feed got wrong, by OAI-PMH. */
export function createArxiv(client: HttpClient, base: BaseUrl, options: ArxivOptions): Source {
  const { categories, announcements } = options;

  async function* today(day: Day, { signal, bookmark }: FetchContext): AsyncGenerator<SourceItem> {
    const request = { base, announcements, day, signal };
    const validators = readBookmark(bookmark, day, categories);
    const feed = await readFeed(client, { ...request, categories, validators });
    if (feed.unchanged) return yield { kind: "done", day, unchanged: true };
    if (feed.overflowed) {
      for (const category of categories) {
        const part = await readFeed(client, { ...request, categories: [category], validators: {} });
        yield* part.items;
      }
      return yield { kind: "done", day };
    }
    yield* feed.items;
    yield { kind: "done", day, bookmark: JSON.stringify({ day, categories, ...feed.validators }) };
  }

  async function* archive(days: readonly Day[], { signal }: FetchContext): AsyncGenerator<SourceItem> {
    const from = days.reduce((earliest, day) => (day < earliest ? day : earliest));
    for (const category of categories) {
      for await (const record of listRecords({ client, base }, { category, from, signal })) {
        const item = itemOf(record, days, options);
        if (item !== undefined) yield item;
      }
    }
    for (const day of days) yield { kind: "done", day, way: "by OAI-PMH" };
  }

  return {
    name: "arxiv",
    label: `arXiv (${categories.join(", ")})`,
    notice: "Thank you to arXiv for use of its open access interoperability. Not endorsed by arXiv.",
    schedule: { zone: EASTERN, times: ["00:35", "06:00", "12:00", "18:00"] },
    lookBack: 1,
    remembers: true,
    expectsDaily: true,
    today: feedDay,
    closed: closedOn,

    async *fetch(days, context): AsyncGenerator<SourceItem> {
      const day = feedDay(context.now);
      let missed = days.filter((one) => one !== day);
      let trouble: unknown;
      if (days.includes(day)) {
        try {
          yield* today(day, context);
          if (context.doubtful && closedOn(day) === undefined) missed = [day, ...missed];
        } catch (error) {
          // All of arXiv shares one rate limit: asked to wait here, it must not be asked in another way.
          const isWorthIt = error instanceof SourceError && error.trouble !== "throttled";
          if (!isWorthIt || closedOn(day) !== undefined) throw error;
          trouble = error;
          missed = [day, ...missed];
        }
      }
      if (missed.length === 0) return;
      try {
        yield* archive(missed, context);
      } catch (error) {
        throw trouble ?? error;
      }
    },
  };
}

function itemOf(record: OaiRecord, days: readonly Day[], options: ArxivOptions): SourceItem | undefined {
  const { paper, changed, received, categories, versions } = record;
  const first = feedDayOf(received);
  // One with a single version may have been held; of a revised one, the first day counts if it is asked for.
  const isChange = days.includes(changed) && (versions === 1 || !days.includes(first));
  const day = isChange ? changed : first;
  if (!days.includes(day)) return undefined;
  const part = partOf(categories.slice(0, 1), options.categories);
  if (!options.announcements.includes(isNew(record, day) ? (part ? "new" : "cross") : "replace"))
    return undefined;
  if (typeof paper === "string") return { kind: "left out", day, reason: paper };
  return { kind: "paper", day, paper, ...(part !== undefined && isNew(record, day) && { part }) };
}

function isNew({ received, versions }: OaiRecord, day: Day): boolean {
  if (feedDayOf(received) === day) return true;
  return versions === 1 && received.toISOString().slice(0, 10) >= addDays(day, -LONGEST_HOLD_DAYS);
}

// What was asked for yesterday, or with other settings, says nothing about now.
function readBookmark(text: string | undefined, day: Day, categories: readonly string[]): Validators {
  const kept =
    text === undefined ? undefined : (JSON.parse(text) as Validators & { day: Day; categories: string[] });
  if (kept?.day !== day || kept.categories.join() !== categories.join()) return {};
  const { etag, lastModified } = kept;
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}
