import { hasCategoryForm, readCategory } from "../category.ts";
import { paperOfDailyEntry } from "../daily-entry.ts";
import { exactDate } from "../exact-date.ts";
import { type Draft, type FoundPaper, foundPaper } from "../found-paper.ts";
import { arxivMonth, canonicalId, doisOf } from "../identifier.ts";
import { field, list, own, whole } from "../json.ts";
import { nameInParts } from "../read-name.ts";
import { authorsInLines, authorsInList } from "./authors.ts";

/**
 * The paper in a record of the library's own shape, an arXiv dump, a BEIR corpus or Hugging Face's API. Unknown keys are
 * ignored. A string is the reason why there is no paper in it.
 */
export function paperOfRecord(record: unknown): FoundPaper | string {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return "not a JSON object";
  if (typeof own(record, "paper") === "object" || field(record, "publishedAt") !== undefined) {
    return paperOfDailyEntry(record);
  }
  const id = idOf(record);
  const authors = authorsOf(record);
  const draft: Draft = {
    id,
    otherIds: doisOf(firstText(record, "doi", "DOI")),
    title: firstText(record, "title") ?? list(record, "title").find((title) => typeof title === "string"),
    abstract: firstText(record, "abstract", "text"),
    summary: firstText(record, "summary"),
    keywords: words(record, "keywords"),
    ...authors,
    authorsCount: whole(record, "authorsCount") ?? whole(record, "authors_count") ?? authors.authorsCount,
    published: publishedOf(record, id),
    categories: words(record, "categories").flatMap(singleCategories),
    venue: firstText(record, "venue", "journal_ref", "journal-ref", "journal"),
    url: firstText(record, "url", "link"),
    codeUrl: firstText(record, "codeUrl", "code_url"),
    upvotes: whole(record, "upvotes"),
  };
  return foundPaper(draft);
}

const ID_KEYS = ["arxiv_id", "arxivId", "arxiv", "id", "paper_id", "_id", "doi", "DOI", "url", "link"];

function idOf(record: object): string | undefined {
  for (const key of ID_KEYS) {
    const value = own(record, key);
    const text = typeof value === "number" && key.startsWith("arxiv") ? arxivNumber(value) : value;
    const id = typeof text === "string" ? canonicalId(text) : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
}

// Dumps that went through a spreadsheet carry 2503.02130 as the number 2503.0213. The number of digits is known, so is the id.
function arxivNumber(value: number): string {
  const digits = value < 1501 ? 4 : 5;
  return value.toFixed(digits).padStart(5 + digits, "0");
}

// Names whose parts the record tells, or as it says them.
function authorsOf(record: object): Pick<Draft, "names" | "authors" | "authorsCount"> {
  const parsed = list(record, "authors_parsed").flatMap((author) => {
    const [family, given, suffix] = Array.isArray(author)
      ? author.map((part) => (typeof part === "string" ? part : ""))
      : [];
    return nameInParts({ family, given, suffix }) ?? [];
  });
  if (parsed.length > 0) return { names: parsed };
  const line = firstText(record, "authors", "author");
  if (line !== undefined) return authorsInLines([line]);
  const listed = list(record, "authors");
  return authorsInList(
    listed.flatMap((author) => (typeof author === "string" ? author : (field(author, "name") ?? []))),
  );
}

// "cs.CV cs.LG" is two, "Machine Learning" is one.
function singleCategories(category: string): string[] {
  const parts = category.trim().split(/\s+/);
  return parts.every(hasCategoryForm) && parts.some((part) => readCategory(part)) ? parts : [category];
}

// The day of listing or of the last update is the day of publication only if it lies in the month of the id.
function publishedOf(record: object, id: string | undefined): string | undefined {
  const month = id === undefined ? undefined : arxivMonth(id);
  const stated = firstDate(record, "published", "published_date", "publication_date", "date");
  const firstVersion = firstDate(list(record, "versions")[0], "created");
  const near = [firstDate(record, "listed"), firstDate(record, "update_date")].find(
    (date) => month !== undefined && date?.startsWith(month),
  );
  const year = whole(record, "year")?.toString() ?? field(record, "year") ?? "";
  return stated ?? firstVersion ?? near ?? month ?? exactDate(year);
}

function firstDate(record: unknown, ...keys: string[]): string | undefined {
  return keys.map((key) => exactDate(field(record, key) ?? "")).find((date) => date !== undefined);
}

function firstText(record: object, ...keys: string[]): string | undefined {
  return keys.map((key) => field(record, key)).find((value) => value !== undefined);
}

function words(record: object, key: string): string[] {
  const line = field(record, key);
  return line?.split(/[,;]/) ?? list(record, key).filter((item) => typeof item === "string");
}
