import { createRecent } from "../async/recent.ts";
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

/**
 * The library by days. A paper belongs to the day on which a source listed it first, to several days if several sources did; one that
 * no source ever listed, to the day on which it was published. Days after today are left out: sources and records name some.
 */
export interface Days {
  /** The last day on which a source listed papers; without any, the last one on which a paper was published. */
  latest(): Promise<Day | undefined>;
  /** The nearest days before and after one that have papers. */
  around(day: Day): Promise<{ readonly previous?: Day; readonly next?: Day }>;
  /** The papers of a day, list by list; a paper is in the first list that has it. */
  of(day: Day): Promise<readonly DayList[]>;
  /** The papers of several days, each once: those with most public votes first, then the newest. `from` may be a month. */
  between(span: Span): Promise<readonly string[]>;
  /** How many papers each of the days has; those without any are missing. */
  counts(span: Span): Promise<ReadonlyMap<Day, number>>;
  /** How many papers each source listed on each of the days. */
  countsBySource(span: Span): ReturnType<typeof countsBySource>;
}

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

/** A month of arXiv takes some 50 ms to put in order, and has some 15,000 papers, a megabyte of ids. */
const KEPT = { forMs: 20_000, most: 6 };
/** Before any paper. */
const BEGINNING = "1000-01-01";

export function createDays({ db, now }: DaysParts): Days {
  const kept = { ...KEPT, now: () => now().getTime() };
  const recentLists = createRecent<readonly string[]>(kept);
  const recentCounts = createRecent<ReadonlyMap<Day, number>>(kept);
  const recentSources = createRecent<Awaited<ReturnType<typeof countsBySource>>>(kept);
  const today = () => utcDay(now());
  const untilToday = ({ from, until }: Span) => ({ from, until: until < today() ? until : today() });

  async function before(day: Day): Promise<Day | undefined> {
    const listed = await lastListedBefore(db, day);
    const from = listed === undefined ? BEGINNING : addDays(listed, 1);
    return (await publishedNear(db, { from, until: addDays(day, -1) }, "last")) ?? listed;
  }

  async function after(day: Day): Promise<Day | undefined> {
    const listed = await firstListedAfter(db, day);
    const last = listed !== undefined && listed <= today() ? listed : undefined;
    const until = last === undefined ? today() : addDays(last, -1);
    return (await publishedNear(db, { from: addDays(day, 1), until }, "first")) ?? last;
  }

  return {
    async latest() {
      const tomorrow = addDays(today(), 1);
      return (await lastListedBefore(db, tomorrow)) ?? before(tomorrow);
    },
    async around(day) {
      const [previous, next] = [await before(day), await after(day)];
      return { ...(previous !== undefined && { previous }), ...(next !== undefined && { next }) };
    },
    async of(day) {
      const span = { from: day, until: day };
      const listed = await listedOn(db, span);
      const published = await publishedOn(db, span);
      return listsOf([...listed, ...published]);
    },
    between: (span) =>
      recentLists(nameOf(span), async () => {
        const some = untilToday(span);
        const papers = [...(await listedOn(db, some)), ...(await publishedOn(db, some))];
        return [...new Set(papers.sort(mostVotedFirst).map(({ id }) => id))];
      }),
    counts: (span) => recentCounts(nameOf(span), () => countsByDay(db, untilToday(span))),
    countsBySource: (span) => recentSources(nameOf(span), () => countsBySource(db, untilToday(span))),
  };
}

function nameOf({ from, until }: Span): string {
  return `${from} ${until}`;
}

function mostVotedFirst(a: PaperOfDay, b: PaperOfDay): number {
  return b.votes - a.votes || (a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? 1 : -1);
}

/** The shortest list first, because it was chosen most carefully; what no source listed comes last. */
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
