import { UserError } from "../../errors.ts";
import { nearest } from "../../nearest.ts";
import { belongsTo, explainCategory, readCategory } from "../../papers/category.ts";
import { shorten } from "../../shorten.ts";
import type { DocFields } from "../corpus/documents.ts";
import { words } from "../text/analyze.ts";
import { type DateSpan, mayLieIn, parseSince, parseYears } from "./dates.ts";

export interface FilterContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether any paper carries a category, also one that is none of arXiv's. */
  readonly knowsCategory?: (category: string) => boolean;
}

/** Whether a paper passes a filter. */
export type Accept = (entry: DocFields) => boolean;

/** How papers are sorted where not by how well they match. */
export type Order = "new" | "votes";

interface FilterKind {
  /** A value that works, for explanations. */
  readonly example: string;
  /** Undefined if the value is malformed. */
  parse(value: string, context: FilterContext): Accept | undefined;
  /** What is wrong with a malformed value, as a whole sentence. */
  explain(value: string): string;
}

/** The filters of the query language by name; `sort:` is not among them, see `parseOrder`. */
export const FILTERS: Readonly<Record<string, FilterKind>> = {
  author: {
    example: "author:hinton",
    parse: parseAuthor,
    explain: () => "author: needs a name, or part of one.",
  },
  category: {
    example: "category:cs.CV",
    parse: parseCategory,
    explain: (value) =>
      /[a-z]/i.test(value)
        ? explainCategory(value)
        : "category: needs an arXiv category such as cs.CV, or the part before the dot.",
  },
  year: {
    example: "year:2024",
    parse: (value) => within(parseYears(value)),
    explain: (value) => `“${value}” is not a year. year: takes 2024, 2023..2025, 2023.. or ..2025.`,
  },
  since: {
    example: "since:30d",
    parse(value, { now }) {
      const from = parseSince(value, now);
      return from === undefined ? undefined : within({ from });
    },
    explain: (value) =>
      `“${value}” is not a time. since: takes 30d, 4w, 6m or 1y (days, weeks, months, years), or a date such as 2024-05-01.`,
  },
  has: {
    example: "has:code",
    parse: (value) => HAS.get(value.toLowerCase()),
    explain: (value) => explainChoice("has", value, [...HAS.keys()]),
  },
};

// What sort: takes; best matches first is what happens without it.
const ORDERS: readonly Order[] = ["new", "votes"];

/** All names that may stand before a colon. */
export const FILTER_NAMES: readonly string[] = [...Object.keys(FILTERS), "sort"];

/** Whether `sort:` takes it. */
export function isOrder(value: string): boolean {
  return orderNamed(value) !== undefined;
}

/** The order that `sort:` names. Throws a UserError. */
export function parseOrder(value: string): Order {
  const order = orderNamed(value);
  if (order === undefined) throw new UserError(explainChoice("sort", value, ORDERS));
  return order;
}

function orderNamed(value: string): Order | undefined {
  return ORDERS.find((name) => name === value.toLowerCase());
}

/** What a filter lets through. Throws a UserError if its value is malformed. */
export function parseFilter(name: string, value: string, context: FilterContext): Accept {
  const kind = FILTERS[name];
  const accept = kind?.parse(value.trim(), context);
  if (!accept) throw new UserError(kind?.explain(shorten(value)) ?? `I don't know the filter ${name}:.`);
  return accept;
}

const HAS: ReadonlyMap<string, Accept> = new Map<string, Accept>([
  ["code", ({ hasCode }) => hasCode],
  ["abstract", ({ hasAbstract }) => hasAbstract],
  ["votes", ({ votes }) => votes > 0],
]);

/** The longest of the typed parts of a name, folded. */
export function longestName(value: string): string | undefined {
  const typed = namesIn(value).map(({ folded }) => folded);
  return typed.sort((a, b) => b.length - a.length)[0];
}

function namesIn(value: string) {
  return words(value).filter((word) => !word.joined);
}

// Every word typed must begin a word of one and the same author's name: "author:g.hinton", "author:hint".
function parseAuthor(value: string): Accept | undefined {
  const typed = namesIn(value);
  if (typed.length === 0) return undefined;
  const patterns = typed.map(
    ({ folded }) =>
      new RegExp(`${UNSPACED.test(folded) ? "" : "(?<![\\p{L}\\p{N}])"}${escapeRegExp(folded)}`, "u"),
  );
  return ({ foldedAuthors }) =>
    patterns.every((pattern) => pattern.test(foldedAuthors)) &&
    foldedAuthors.split("\n").some((author) => patterns.every((pattern) => pattern.test(author)));
}

// Words of these scripts come in pairs of letters, which stand anywhere in a name.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function parseCategory(value: string, { knowsCategory }: FilterContext): Accept | undefined {
  if (readCategory(value) === undefined && !knowsCategory?.(value)) return undefined;
  const isAmong = remembered((categories: readonly string[]) =>
    categories.some((category) => belongsTo(category, value)),
  );
  return ({ categories }) => isAmong(categories);
}

function within(span: DateSpan | undefined): Accept | undefined {
  if (!span) return undefined;
  const isWithin = remembered((published: string) => mayLieIn(published, span));
  return ({ published }) => published !== undefined && isWithin(published);
}

/** A filter looks at many thousands of papers, of which most share their date and their list of categories with others. */
function remembered<Value>(test: (value: Value) => boolean): (value: Value) => boolean {
  const results = new Map<Value, boolean>();
  return (value) => {
    const known = results.get(value) ?? test(value);
    results.set(value, known);
    return known;
  };
}

function explainChoice(name: string, value: string, choices: readonly string[]): string {
  const guess = nearest(value, choices) ?? choices.find((choice) => value.toLowerCase().startsWith(choice));
  const hint = guess === undefined ? "" : ` Did you mean ${name}:${guess}?`;
  return `${name}: takes ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}, not “${shorten(value)}”.${hint}`;
}

/** `text` as a regular expression that matches it literally. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
