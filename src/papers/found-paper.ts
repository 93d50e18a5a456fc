import type { z } from "zod";
import { capped, FIELD_CAPS } from "./field-caps.ts";
import { isSafeLink, paperSchema } from "./paper.ts";
import { cutText, readableText } from "./text.ts";

/** A paper as a file or a source tells of it: the id may be unknown, the title never is. */
export const foundPaperSchema = paperSchema.extend({ id: paperSchema.shape.id.optional() });
export type FoundPaper = Readonly<z.output<typeof foundPaperSchema>>;

const MOST_AUTHORS = 5000;

/** What was read, before it is cleaned: raw texts, maybe too long, maybe missing. */
export type Draft = { readonly [Field in keyof FoundPaper]?: FoundPaper[Field] | undefined };

/**
 * The draft with readable texts, over-long texts and lists cut to the schema's bounds, and unusable links and dates left out.
 * A string is the reason why there is no paper in it.
 */
export function foundPaper(draft: Draft): FoundPaper | string {
  const title = text(draft.title, "title", 2000);
  if (title === undefined) return "no title";
  const authors = texts(draft.authors, MOST_AUTHORS, 300);
  const listed = draft.authors?.length ?? 0;
  const authorsCount = draft.authorsCount ?? (listed > MOST_AUTHORS ? listed : 0);
  const checked = foundPaperSchema.safeParse(
    defined({
      id: draft.id,
      title,
      abstract: text(draft.abstract, "abstract", 20_000),
      summary: text(draft.summary, "summary", 5000),
      keywords: texts(draft.keywords, 50, 200),
      authors,
      authorsCount: authorsCount > authors.length ? authorsCount : undefined,
      published: draft.published === undefined ? undefined : exactDate(draft.published),
      categories: texts(draft.categories, 50, 100),
      venue: text(draft.venue, "name", 300),
      url: link(draft.url),
      codeUrl: link(draft.codeUrl),
      upvotes: draft.upvotes,
    }),
  );
  if (checked.success) return checked.data;
  const [problem] = checked.error.issues;
  return `${problem?.path.join(".") ?? "paper"}: ${problem?.message ?? "not valid"}`;
}

/** `2024`, `2024-07` or `2024-07-01` from an ISO date or time, or the day of a written-out date; undefined if it is none. */
export function exactDate(value: string): string | undefined {
  const text = value.trim();
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T ])/.exec(capped(text, "date"));
  if (iso === null) {
    if (text.length >= FIELD_CAPS.date) return undefined;
    const month = /[a-z]{3}/i.exec(text)?.index;
    const isWritten = month !== undefined && /\d{4}/.test(text.slice(month));
    const time = isWritten ? new Date(text).getTime() : Number.NaN;
    return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
  }
  const [date, year, month = "01", day = "01"] = iso;
  const real = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.getUTCDate() === Number(day) ? date : undefined;
}

/** The object without the keys whose value is undefined. */
export function defined<T extends object>(object: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const kept = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}

function text(
  raw: string | undefined,
  kind: "title" | "abstract" | "summary" | "name",
  longest: number,
): string | undefined {
  const readable = cutText(readableText(capped(raw ?? "", kind)), longest);
  return readable === "" ? undefined : readable;
}

function texts(raw: readonly string[] | undefined, most: number, longest: number): string[] {
  return (raw ?? []).slice(0, most).flatMap((item) => text(item, "name", longest) ?? []);
}

function link(raw: string | undefined): string | undefined {
  return raw !== undefined && raw.length <= 2048 && isSafeLink(raw) ? raw : undefined;
}
