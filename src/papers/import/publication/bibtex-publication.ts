import type { PublicationDraft } from "../../found-publication.ts";
import { typeOfBibtex } from "../../publication-type.ts";
import { bibtexNames } from "../bibtex/names.ts";
import { plainAddress, withoutProtection } from "../bibtex/text.ts";
import { titleParts } from "../bibtex/title-parts.ts";

/** In entries of these types BibTeX's `number` is that of the work itself; in others, that of an issue or a volume of a series. */
const NUMBERED = /^(?:techreport|report|manual|patent|misc|online|dataset|software|unpublished)$/;

/** What an entry says of the publication; `field` gives its fields, and those that it takes over from another entry. */
export function bibtexPublication(
  entryType: string,
  field: (name: string) => string | undefined,
): PublicationDraft {
  const first = (...names: string[]) => {
    const value = names.map(field).find((one) => one !== undefined && one !== "");
    return value === undefined ? undefined : withoutProtection(value);
  };
  const number = first("number");
  const editors = field("editor") ?? field("editora");
  const isNumbered = NUMBERED.test(entryType);
  return {
    type: typeOfBibtex(entryType, first("type")),
    volume: first("volume"),
    issue: isNumbered ? first("issue") : (number ?? first("issue")),
    number: isNumbered ? number : first("eid", "articleno", "article-number"),
    pages: first("pages"),
    series: first("series"),
    edition: first("edition"),
    publisher: first("publisher", "school", "institution", "organization"),
    place: first("address", "location"),
    editors: editors === undefined ? undefined : [...bibtexNames(editors).names],
    isbn: first("isbn"),
    issn: first("issn"),
    pmid: plainAddress(field("pmid") ?? ""),
    pmcid: plainAddress(field("pmcid") ?? field("pmc") ?? ""),
    titleParts: field("subtitle") === undefined ? titleParts(field("title") ?? "") : undefined,
  };
}
