import { messageOf } from "../../errors.ts";
import type { FoundPaper } from "../found-paper.ts";
import { field, list, own } from "../json.ts";
import type { Name } from "../paper.ts";
import { displayName } from "../person-name.ts";
import { nameInParts } from "../read-name.ts";
import type { AuthorList } from "./authors.ts";
import { type Entry, finding } from "./entry.ts";
import { paperOfRecord } from "./json-lines.ts";
import { jsonListElements } from "./json-list.ts";
import { cslPublication } from "./publication/csl-publication.ts";
import { keywordsOf, paperOfReference, publicationDate } from "./reference.ts";
import { isZoteroItem, paperOfZoteroItem } from "./zotero-item.ts";

/** One entry for each element of a JSON list: CSL-JSON, what Zotero's API answers, or the records of `paperOfRecord`. */
export async function* jsonListEntries(chunks: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  for await (const { line, bytes, text, problem } of jsonListElements(chunks)) {
    const paper = problem ?? paperOfElement(text);
    if (paper !== undefined) yield { ...finding(line, paper), bytes };
  }
}

function paperOfElement(text: string): FoundPaper | string | undefined {
  let element: unknown;
  try {
    element = JSON.parse(text);
  } catch (error) {
    return `not JSON: ${messageOf(error)}`;
  }
  if (isZoteroItem(element)) return paperOfZoteroItem(element);
  return isCslItem(element) ? paperOfCslItem(element) : paperOfRecord(element);
}

function isCslItem(element: unknown): boolean {
  return (
    ["type", "container-title"].some((name) => own(element, name) !== undefined) ||
    ["author", "issued"].some((name) => typeof own(element, name) === "object")
  );
}

/** The paper in an item of CSL-JSON, or of Crossref's API, which is much like it. A string is the reason why there is none. */
export function paperOfCslItem(item: unknown): FoundPaper | string {
  return paperOfReference({
    title: words(item, "title")[0],
    authors: authorsOf(item),
    identifiers: [
      field(item, "number"),
      field(item, "archive_location") ?? field(item, "archive-location"),
      ...(field(item, "note") ?? "").split("\n", 100),
      field(item, "URL"),
      field(item, "DOI"),
      field(item, "id"),
    ],
    published: issuedOn(own(item, "issued")),
    abstract: field(item, "abstract"),
    keywords: keywordsOf(field(item, "keyword")),
    venue: words(item, "container-title")[0] ?? field(item, "event-title") ?? field(item, "event"),
    links: [field(item, "URL")],
    publication: { ...cslPublication(item), editors: namesOf(item, "editor") },
  });
}

function authorsOf(item: unknown): AuthorList {
  const names = namesOf(item, "author");
  const isMore = (name: Name) => /^(?:et\.? al\.?|others)$/i.test(displayName(name));
  return { names: names.filter((name) => !isMore(name)), hasMore: names.some(isMore) };
}

function namesOf(item: unknown, role: "author" | "editor"): Name[] {
  return list(item, role).flatMap((person) => nameOf(person) ?? []);
}

function nameOf(author: unknown): Name | undefined {
  const particles = ["dropping-particle", "non-dropping-particle"].flatMap(
    (name) => field(author, name) ?? [],
  );
  const [family, given, suffix] = ["family", "given", "suffix"].map((name) => field(author, name));
  const literal = typeof author === "string" ? author : (field(author, "literal") ?? field(author, "name"));
  const name = nameInParts({ family, given, particle: particles.join(" "), suffix });
  return name ?? (literal === undefined ? undefined : { literal });
}

// Parts of a date are numbers or texts, even within one date.
function issuedOn(issued: unknown): string | undefined {
  const [parts] = list(issued, "date-parts");
  if (Array.isArray(parts)) {
    const numbers = parts.slice(0, 3).map((part) => String(part).trim());
    const date = publicationDate(numbers.filter((part) => /^\d{1,4}$/.test(part)).join("-"));
    if (date !== undefined) return date;
  }
  const text = typeof issued === "string" ? issued : (field(issued, "raw") ?? field(issued, "literal"));
  return publicationDate(text ?? "");
}

function words(item: unknown, name: string): string[] {
  return [field(item, name), ...list(item, name)].filter((text) => typeof text === "string");
}
