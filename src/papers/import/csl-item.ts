import type { FoundPaper } from "../found-paper.ts";
import { field, list, own } from "../json.ts";
import type { Name } from "../paper.ts";
import { displayName } from "../person-name.ts";
import { nameInParts } from "../read-name.ts";
import type { AuthorList } from "./authors.ts";
import { cslPublication } from "./publication/csl-publication.ts";
import { keywordsOf, paperOfReference, publicationDate } from "./reference.ts";

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
    notes: [field(item, "note")],
    published: issuedOn(own(item, "issued")),
    abstract: field(item, "abstract"),
    keywords: keywordsOf(field(item, "keyword")),
    venue:
      words(item, "container-title")[0] ??
      field(item, "event-title") ??
      field(item, "event") ??
      (isPreprint(item) ? field(item, "publisher") : undefined),
    links: [field(item, "URL")],
    publication: { ...cslPublication(item), editors: namesOf(item, "editor") },
  });
}

// A preprint is in no journal; its server published it.
function isPreprint(item: unknown): boolean {
  return field(item, "type") === "article";
}

function authorsOf(item: unknown): AuthorList {
  const names = namesOf(item, "author");
  const named = names.filter((name) => !isMore(name));
  return { names: named, hasMore: named.length < names.length };
}

function isMore(name: Name): boolean {
  const last = "literal" in name ? name.literal : name.family;
  return /(?:al\.?|others)$/i.test(last) && /^(?:et\.? al\.?|others)$/i.test(displayName(name));
}

function namesOf(item: unknown, role: "author" | "editor"): Name[] {
  return list(item, role).flatMap((person) => nameOf(person) ?? []);
}

function nameOf(author: unknown): Name | undefined {
  const [dropping, particle] = [field(author, "dropping-particle"), field(author, "non-dropping-particle")];
  const name = nameInParts({
    family: field(author, "family"),
    given: field(author, "given"),
    particle:
      dropping === undefined || particle === undefined ? (dropping ?? particle) : `${dropping} ${particle}`,
    suffix: field(author, "suffix"),
  });
  if (name !== undefined) return name;
  const literal = typeof author === "string" ? author : (field(author, "literal") ?? field(author, "name"));
  return literal === undefined ? undefined : { literal };
}

// Parts of a date are numbers or texts, even within one date; pandoc's YAML names them, or writes the date as it is.
function issuedOn(said: unknown): string | undefined {
  const issued = Array.isArray(said) ? said[0] : said;
  const [listed] = list(issued, "date-parts");
  const named = ["year", "month", "day"]
    .map((name) => own(issued, name))
    .filter((part) => part !== undefined);
  const parts = Array.isArray(listed) ? listed : named;
  const numbers = parts.slice(0, 3).map((part) => String(part).trim());
  const date = publicationDate(numbers.filter((part) => /^\d{1,4}$/.test(part)).join("-"));
  if (date !== undefined) return date;
  const text = typeof issued === "number" ? String(issued) : issued;
  return publicationDate(
    typeof text === "string"
      ? text
      : (field(issued, "raw") ?? field(issued, "literal") ?? field(issued, "date-time") ?? ""),
  );
}

function words(item: unknown, name: string): string[] {
  return [field(item, name), ...list(item, name)].filter((text) => typeof text === "string");
}
