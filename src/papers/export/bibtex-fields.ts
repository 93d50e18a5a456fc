import type { Paper, PublicationType } from "../paper.ts";
import { verbatim } from "./latex-text.ts";
import { dateOf, idsOf, urlOf } from "./reference.ts";

/** BibTeX for pdfTeX, or biblatex for biber. */
export type BibtexFlavour = "bibtex" | "biblatex";

/** A field's name and its value, without the braces around it; without a value it is not written. */
export type BibtexField = readonly [name: string, value: string | undefined];

type Write = (text: string | undefined) => string | undefined;

/** BibTeX warns of a volume with a number, a number without a series, and an author with an editor: here it goes by another name. */
const IN_BOOKS = new Set<PublicationType>(["inproceedings", "incollection", "inbook", "inreference", "book"]);
const NUMBERED = new Set<PublicationType>([
  "report",
  "patent",
  "manual",
  "misc",
  "dataset",
  "software",
  "preprint",
  "online",
  "unpublished",
]);

/** The fields of the publication: venue, publisher, volume, pages. */
export function publishedFields(
  { venue, publication = {} }: Paper,
  type: PublicationType,
  flavour: BibtexFlavour,
  write: Write,
): BibtexField[] {
  const isClassic = flavour === "bibtex";
  const { issue, number, series, volume } = publication;
  const isNumber = !isClassic || !IN_BOOKS.has(type) || (series !== undefined && volume === undefined);
  return [
    [containerOf(type, flavour), write(venue)],
    [publisherOf(type, flavour), write(publication.publisher)],
    ["series", write(series)],
    ["volume", write(volume)],
    [NUMBERED.has(type) || !isNumber ? "issue" : "number", write(issue)],
    [NUMBERED.has(type) ? "number" : "eid", write(number)],
    ["edition", write(publication.edition)],
    ["pages", write(publication.pages)],
    [isClassic ? "address" : "location", write(publication.place)],
    ["isbn", write(publication.isbn)],
    ["issn", write(publication.issn)],
    ["note", type === "unpublished" ? "Unpublished" : undefined],
  ];
}

/** The editors' field, under the name that the type takes. */
export function editorField({ authors }: Paper, type: PublicationType, flavour: BibtexFlavour): string {
  const isTwofold = flavour === "bibtex" && authors.length > 0 && (type === "book" || type === "inbook");
  return isTwofold ? "editora" : "editor";
}

function containerOf(type: PublicationType, flavour: BibtexFlavour): string {
  if (IN_BOOKS.has(type) && type !== "book") return "booktitle";
  return flavour === "bibtex" ? "journal" : "journaltitle";
}

function publisherOf(type: PublicationType, flavour: BibtexFlavour): string {
  if (/thesis$/.test(type)) return flavour === "bibtex" ? "school" : "institution";
  if (type === "report") return "institution";
  return type === "manual" ? "organization" : "publisher";
}

/** The date's fields; BibTeX takes a month by its macro. */
export function dateFields(paper: Paper, flavour: BibtexFlavour): BibtexField[] {
  const date = dateOf(paper);
  if (flavour === "biblatex") return [["date", date]];
  const [year, month, day] = date?.split("-") ?? [];
  return [
    ["year", year],
    ["month", MONTHS[Number(month) - 1]],
    ["day", day],
  ];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The identifiers' fields: DOI, arXiv, URL and others. */
export function idFields(paper: Paper, flavour: BibtexFlavour): BibtexField[] {
  const { doi, arxiv } = idsOf(paper);
  const { pmid, pmcid } = paper.publication ?? {};
  const archive = arxiv === undefined ? undefined : flavour === "bibtex" ? "arXiv" : "arxiv";
  // A brace in a DOI can only be written percent-encoded, in its URL.
  const plainDoi = doi !== undefined && verbatim(doi) === doi ? doi : undefined;
  const url = plainDoi === undefined ? urlOf(paper) : paper.url;
  return [
    ["doi", plainDoi],
    ["eprint", arxiv],
    [flavour === "bibtex" ? "archiveprefix" : "eprinttype", archive],
    [flavour === "bibtex" ? "primaryclass" : "eprintclass", archive && primaryClass(paper)],
    ["pmid", pmid && verbatim(pmid)],
    ["pmcid", pmcid && verbatim(pmcid)],
    ["url", url && verbatim(url)],
  ];
}

function primaryClass({ categories: [first = ""] }: Paper): string | undefined {
  return /^[a-z-]+(?:\.[A-Za-z-]+)?$/.test(first) ? first : undefined;
}
