import { createRecent } from "../async/recent.ts";
import { yieldIfDue } from "../async/yield-if-due.ts";
import type { Database } from "../store/database.ts";
import {
  countsByDay,
  countsBySource,
  firstListedAfter,
  lastListedBefore,
  listedOn,
  type PaperOfDay,
  publishedNear,
  publishedOn,
  type Span,
} from "../store/sources/papers-of-days.ts";
import { addDays, type Day, utcDay } from "../time/day.ts";
import { type Month, monthOf } from "../time/spans.ts";

/**
 * The library by days. A paper belongs to the day on which a source first listed it, and to several days if several
 * sources did; one that no source ever listed, to the day on which it was published. Days after today are left out:
 * sources and records name some.
 */
export interface Days {
  /** The last day on which a source listed papers; without any, the last one on which a paper was published. */
  latest(): Promise<Day | undefined>;
  /** The month of the latest day; without any day, the last one that papers belong to by their publication. */
  latestMonth(): Promise<Month | undefined>;
  /** The nearest days with papers before and after a given one. */
  around(day: Day): Promise<{ readonly previous?: Day; readonly next?: Day }>;
  /** The nearest months with papers before and after a given one, including papers whose month alone is known. */
  monthsAround(month: Month): Promise<{ readonly previous?: Month; readonly next?: Month }>;
  /** The papers of a day, list by list; a paper is in the first list that has it. */
  of(day: Day): Promise<readonly DayList[]>;
  /** The papers of several days, each once: those with most public votes first, then the newest. `from` may be a month. */
  between(span: Span): Promise<readonly string[]>;
  /** How many papers each of the days has; those without any are missing. */
  counts(span: Span): Promise<ReadonlyMap<Day, number>>;
  /** How many papers each source listed on each of the days. */
  countsBySource(span: Span): ReturnType<typeof countsBySource>;
}

export type { Span };

/** What one source listed on a day, those with most public votes first. */
export interface DayList {
  /** By its name in the settings; absent for papers that no source listed. */
  readonly source?: string;
  readonly ids: readonly string[];
}

interface DaysParts {
  readonly db: Database;
  readonly now: () => Date;
}

/** A month of 7,000 papers takes some 50 ms to sort, and its ids take half a megabyte. */
const KEPT = { forMs: 60_000, most: 12 };

export function createDays({ db, now }: DaysParts): Days {
  const kept = { ...KEPT, now: () => now().getTime() };
  const recentLists = createRecent<readonly string[]>(kept);
  const recentCounts = createRecent<ReadonlyMap<Day, number>>(kept);
  const recentSources = createRecent<Awaited<ReturnType<typeof countsBySource>>>(kept);
  const today = () => utcDay(now());
  const untilToday = ({ from, until }: Span) => ({ from, until: until < today() ? until : today() });

  /** The last date with papers before a given one. */
  async function before(date: string, exactness: "day" | "month"): Promise<string | undefined> {
    const listed = await lastListedBefore(db, date);
    const gap = { after: listed ?? "", before: date };
    return (await publishedNear(db, gap, "last", exactness)) ?? listed;
  }

  /** The first date with papers after a given one, up to today. */
  async function after(date: string, exactness: "day" | "month"): Promise<string | undefined> {
    const listed = await firstListedAfter(db, date);
    const known = listed !== undefined && listed <= today() ? listed : undefined;
    const gap = { after: date, before: known ?? endOf(today()) };
    return (await publishedNear(db, gap, "first", exactness)) ?? known;
  }

  async function latest(): Promise<Day | undefined> {
    const tomorrow = addDays(today(), 1);
    return (await lastListedBefore(db, tomorrow)) ?? before(tomorrow, "day");
  }

  return {
    latest,
    async latestMonth() {
      const date = (await latest()) ?? (await before(addDays(today(), 1), "month"));
      return date && monthOf(date);
    },
    async around(day) {
      const [previous, next] = [await before(day, "day"), await after(day, "day")];
      return { ...(previous !== undefined && { previous }), ...(next !== undefined && { next }) };
    },
    async monthsAround(month) {
      const [previous, next] = [await before(month, "month"), await after(endOf(month), "month")];
      return {
        ...(previous !== undefined && { previous: monthOf(previous) }),
        ...(next !== undefined && { next: monthOf(next) }),
      };
    },
    async of(day) {
      const span = { from: day, until: day };
      const listed = await listedOn(db, span);
      const published = await publishedOn(db, span);
      return listsOf([...listed, ...published]);
    },
    between: (span) =>
      recentLists(nameOf(span), async () => {
        const { from, until } = untilToday(span);
        const papers = [...(await publishedOn(db, { from, until }))];
        // Day by day: a month of arXiv in one go would block everything else for 100 ms.
        for (let day = from.slice(0, 7) === from ? `${from}-01` : from; day <= until; day = addDays(day, 1)) {
          papers.push(...(await listedOn(db, { from: day, until: day })));
          await yieldIfDue();
        }
        return [...new Set(papers.sort(mostVotedFirst).map(({ id }) => id))];
      }),
    counts: (span) => recentCounts(nameOf(span), () => countsByDay(db, untilToday(span))),
    countsBySource: (span) => recentSources(nameOf(span), () => countsBySource(db, untilToday(span))),
  };
}

/** Sorts after every date within a month or a day, and before the next one; in any collation, since it is made of digits. */
function endOf(date: Month | Day): string {
  return `${date}-99`;
}

function nameOf({ from, until }: Span): string {
  return `${from} ${until}`;
}

function mostVotedFirst(a: PaperOfDay, b: PaperOfDay): number {
  return b.votes - a.votes || (a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? 1 : -1);
}

/** The shortest list first, since it was chosen most carefully; what no source listed comes last. */
function listsOf(papers: readonly PaperOfDay[]): readonly DayList[] {
  const lists = new Map<string | undefined, PaperOfDay[]>();
  for (const paper of [...papers].sort(mostVotedFirst)) {
    const list = lists.get(paper.source) ?? [];
    list.push(paper);
    lists.set(paper.source, list);
  }
  const length = ([source, list]: readonly [string | undefined, readonly PaperOfDay[]]) =>
    source === undefined ? Number.POSITIVE_INFINITY : list.length;
  const seen = new Set<string>();
  return [...lists]
    .sort((a, b) => length(a) - length(b) || ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1))
    .map(([source, list]) => {
      const ids = list.map(({ id }) => id).filter((id) => !seen.has(id));
      for (const id of ids) seen.add(id);
      return { ...(source !== undefined && { source }), ids };
    })
    .filter(({ ids }) => ids.length > 0);
}
