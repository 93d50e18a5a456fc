import { arxivMonth, pageOf } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { plain } from "../plain.ts";
import { entryId } from "./ids.ts";

/** A list as feed readers follow it, whatever the format. Texts are plain; addresses are whole. */
export interface Feed {
  /** Permanent and unique in the world; see ids.ts. */
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** The same as a page. */
  readonly page: string;
  /** The feed itself, as it was asked for. */
  readonly self: string;
  readonly items: readonly FeedItem[];
  /** For a feed without items; any other changed when its latest item did. */
  readonly updated?: Date | undefined;
}

export interface FeedItem {
  readonly id: string;
  readonly title: string;
  /** Where the paper can be read. */
  readonly url: string;
  /** Its page in this library. */
  readonly related?: string | undefined;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  /** Since when the work is public: the first instant of the day, month or year that is known. */
  readonly published?: Date | undefined;
  /** When it came, or what is told of it changed last. */
  readonly updated: Date;
  /** Short facts for one line. */
  readonly facts: readonly string[];
  /** Why it is here, in a person's words. */
  readonly why?: string | undefined;
  /** The abstract, without markup. */
  readonly text?: string | undefined;
  /** Related pages. */
  readonly links?: readonly { readonly title: string; readonly url: string }[];
}

/** A paper in a feed, and what is told about it there. */
export interface FeedPaper {
  readonly paper: Paper;
  /** Its page in this library. */
  readonly page: string;
  readonly facts: readonly string[];
  readonly why?: string | undefined;
  /** When the library or this list got it, or it changed last; when it was published, if not given. */
  readonly at?: Date | undefined;
}

/** Authors named: readers show a few, and a collaboration has thousands. */
const MOST_AUTHORS = 100;

/** Nobody knows when a paper without a date came; a reader that sorts by time puts it last. */
const UNKNOWN = new Date(0);

/** The items of a list, without duplicates. */
export function feedItems(papers: readonly FeedPaper[]): readonly FeedItem[] {
  const items = new Map<string, FeedItem>();
  for (const { paper, page, facts, why, at } of papers) {
    const id = entryId(paper);
    if (items.has(id)) continue;
    const published = firstInstant(paper.published ?? arxivMonth(paper.id));
    items.set(id, {
      id,
      title: oneLine(paper.title) || "Untitled",
      url: pageOf(paper) ?? page,
      related: page,
      authors: paper.authors.slice(0, MOST_AUTHORS).map(oneLine).filter(Boolean),
      categories: paper.categories.map(oneLine).filter(Boolean),
      published,
      updated: at ?? published ?? UNKNOWN,
      facts: facts.map(oneLine).filter(Boolean),
      why: oneLine(why ?? "") || undefined,
      text: oneLine(paper.abstract ?? paper.summary ?? "") || undefined,
    });
  }
  return [...items.values()];
}

/** When the list changed last. */
export function updatedOf({ items, updated = UNKNOWN }: Pick<Feed, "items" | "updated">): Date {
  return items.length === 0
    ? updated
    : new Date(Math.max(...items.map((item) => item.updated.getTime()), UNKNOWN.getTime()));
}

/** The first instant of a day, a month or a year, by UTC. */
function firstInstant(date: string | undefined): Date | undefined {
  if (date === undefined) return undefined;
  const at = new Date(
    `${date}T00:00:00Z`.replace(/^(\d{4})T/, "$1-01-01T").replace(/^(\d{4}-\d{2})T/, "$1-01T"),
  );
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** A text as a line of a feed, without what XML cannot hold. */
export function oneLine(text: string): string {
  return plain(text).replace(/\s+/gu, " ").trim();
}
