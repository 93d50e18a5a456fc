import { defined } from "../defined.ts";
import type { Name } from "../paper.ts";
import { TYPE_NAMES } from "../publication-type.ts";
import { type Cited, dateOf, hasOthers, idsOf, namesOf, typeOf, urlOf } from "./reference.ts";

/** An item of CSL-JSON, as pandoc, Zotero and citation styles take it, indented as in a list. */
export function cslItem(cited: Cited): string {
  const wellFormed = (_: string, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value;
  return JSON.stringify(item(cited), wellFormed, 2).replace(/^/gm, "  ");
}

function item({ key, paper }: Cited): object {
  const type = typeOf(paper);
  const { csl, genre } = TYPE_NAMES[type];
  const { doi, arxiv } = idsOf(paper);
  const { publication = {}, venue } = paper;
  const isPreprint = type === "preprint";
  const date = dateOf(paper);
  const authors = namesOf(paper).map(cslName);
  const arxivNumber = arxiv && `arXiv:${arxiv}`;
  return defined({
    id: key,
    type: csl,
    title: paper.title,
    author: authors.length > 0 ? [...authors, ...(hasOthers(paper) ? [OTHERS] : [])] : undefined,
    editor: publication.editors?.map(cslName),
    issued: date && { "date-parts": [date.split("-").map(Number)] },
    genre,
    "container-title": isPreprint ? undefined : venue,
    "collection-title": publication.series,
    volume: publication.volume,
    issue: publication.issue,
    page: publication.pages?.replaceAll("–", "-"),
    // Styles print the number of an article as that of its page: arXiv's is none.
    number: publication.number ?? (isPreprint ? arxivNumber : undefined),
    note: isPreprint && publication.number === undefined ? undefined : arxivNumber,
    edition: publication.edition,
    // A preprint's server is what published it, not what it is a part of.
    publisher: publication.publisher ?? (isPreprint ? (venue ?? (arxiv && "arXiv")) : undefined),
    "publisher-place": publication.place,
    DOI: doi,
    ISBN: publication.isbn,
    ISSN: publication.issn,
    PMID: publication.pmid,
    PMCID: publication.pmcid,
    URL: urlOf(paper),
  });
}

/** Pandoc's "and others". */
const OTHERS = { literal: "others" };

function cslName(name: Name): object {
  if ("literal" in name) return { literal: name.literal };
  const { family, given, particle, suffix } = name;
  return defined({ family: [particle, family].filter(Boolean).join(" "), given, suffix });
}
