import type { FoundPaper } from "../found-paper.ts";
import { field, list, own } from "../json.ts";
import type { Name } from "../paper.ts";
import { nameInParts } from "../read-name.ts";
import { zoteroPublication } from "./publication/zotero-publication.ts";
import { keywordsOf, paperOfReference, publicationDate } from "./reference.ts";

/** Whether this is an item as Zotero's API gives it: `{ key, version, data: { itemType, … } }`, or its `data` alone. */
export function isZoteroItem(item: unknown): boolean {
  return field(dataOf(item), "itemType") !== undefined;
}

/**
 * The paper in a Zotero item. A string is the reason why there is none; undefined stands for what is no work at all: notes,
 * annotations and attached files. Of a lab's library no more is kept than searching and citing need.
 */
export function paperOfZoteroItem(item: unknown): FoundPaper | string | undefined {
  const data = dataOf(item);
  const text = (name: string) => field(data, name);
  if (/^(?:attachment|note|annotation)$/.test(text("itemType") ?? "")) return undefined;
  const creators = list(data, "creators");
  const authors = creators.filter((creator) => field(creator, "creatorType") === "author");
  const editors = creators.filter((creator) => field(creator, "creatorType") === "editor");
  return paperOfReference({
    title: text("title"),
    authors: {
      names: namesOf(authors.length > 0 ? authors : creators),
      hasMore: false,
    },
    identifiers: [text("archiveID"), ...(text("extra") ?? "").split("\n", 100), text("url"), text("DOI")],
    notes: [text("extra")],
    published: publicationDate(text("date") ?? ""),
    abstract: text("abstractNote"),
    keywords: list(data, "tags").flatMap((tag) => keywordsOf(field(tag, "tag"))),
    venue:
      text("publicationTitle") ??
      text("proceedingsTitle") ??
      text("bookTitle") ??
      text("conferenceName") ??
      text("repository"),
    links: [text("url")],
    publication: { ...zoteroPublication(data), editors: authors.length > 0 ? namesOf(editors) : undefined },
  });
}

function dataOf(item: unknown): unknown {
  const data = own(item, "data");
  return typeof data === "object" && data !== null ? data : item;
}

function namesOf(creators: readonly unknown[]): Name[] {
  return creators.flatMap((creator) => nameOf(creator) ?? []);
}

// A name in one field is that of an organisation, or of somebody with one name.
function nameOf(creator: unknown): Name | undefined {
  const literal = field(creator, "name");
  const name = nameInParts({ family: field(creator, "lastName"), given: field(creator, "firstName") });
  return name ?? (literal === undefined ? undefined : { literal });
}
