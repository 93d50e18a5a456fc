import type { PublicationDraft } from "../../found-publication.ts";
import { canonicalId } from "../../identifier.ts";
import { field } from "../../json.ts";
import { typeOfZotero } from "../../publication-type.ts";

/** What the data of a Zotero item say of the publication. */
export function zoteroPublication(data: unknown): PublicationDraft {
  const text = (...names: string[]) =>
    names.map((name) => field(data, name)).find((one) => one !== undefined);
  const number = text("reportNumber", "patentNumber", "number");
  return {
    type: typeOfZotero(text("itemType") ?? "", text("thesisType")),
    volume: text("volume"),
    issue: text("issue"),
    number: number !== undefined && canonicalId(number) === undefined ? number : undefined,
    pages: text("pages"),
    series: text("seriesTitle", "series"),
    edition: text("edition"),
    publisher: text("publisher", "university", "institution"),
    place: text("place"),
    isbn: text("ISBN"),
    issn: text("ISSN"),
  };
}
