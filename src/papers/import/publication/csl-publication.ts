import type { PublicationDraft } from "../../found-publication.ts";
import { canonicalId } from "../../identifier.ts";
import { field, list, whole } from "../../json.ts";
import { typeOfCsl } from "../../publication-type.ts";

/** What an item of CSL-JSON, or of Crossref's API, says of the publication. */
export function cslPublication(item: unknown): PublicationDraft {
  const text = (...names: string[]) =>
    names.map((name) => field(item, name) ?? whole(item, name)?.toString()).find((one) => one !== undefined);
  const first = (name: string) => text(name) ?? list(item, name).find((one) => typeof one === "string");
  const number = text("number", "article-number");
  return {
    type: typeOfCsl(text("type"), text("genre")),
    volume: text("volume"),
    issue: text("issue"),
    // A preprint's number is its id.
    number: number !== undefined && canonicalId(number) === undefined ? number : undefined,
    pages: text("page"),
    series: first("collection-title"),
    edition: text("edition", "edition-number"),
    // A preprint's publisher is its server, which is the venue.
    publisher: text("type") === "article" ? undefined : text("publisher"),
    place: text("publisher-place", "publisher-location"),
    isbn: first("ISBN"),
    issn: first("ISSN"),
    pmid: text("PMID"),
    pmcid: text("PMCID"),
  };
}
