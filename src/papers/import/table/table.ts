import type { FoundPaper } from "../../found-paper.ts";
import type { PublicationType } from "../../paper.ts";
import { typeOfZotero } from "../../publication-type.ts";
import { readAuthors, readEach } from "../authors.ts";
import { type Entry, finding } from "../entry.ts";
import type { Lines } from "../lines.ts";
import { keywordsOf, paperOfReference, publicationDate } from "../reference.ts";
import { cellsOf, type Delimiter, tableRows } from "./cells.ts";

/** The layout of a table: the separator of its cells, and its columns by their names in lower case. */
interface TableHead {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
}

/** The reason given for a table without rows. */
export const NO_TABLE: TableHead = { delimiter: ",", columns: [] };

/** Programs put a line or two of their own before the names of the columns. */
const MOST_LINES_BEFORE = 3;

/** The head of a table of papers, from a file's first lines; undefined if they are none, or have no column of titles. */
export function tableHead(text: string): TableHead | undefined {
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n?|\n/, MOST_LINES_BEFORE + 1)) {
    for (const delimiter of [",", "\t", ";"] as const) {
      const columns = columnsOf(cellsOf(line.slice(0, LONGEST_HEAD), delimiter));
      if (isHead(columns)) return { delimiter, columns };
    }
  }
  return undefined;
}

const LONGEST_HEAD = 20_000;
const LONGEST_NAME = 60;

// All cells are names, and short.
function isHead(columns: readonly string[]): boolean {
  return (
    columns.length > 1 &&
    columns.every((name) => name.length <= LONGEST_NAME) &&
    COLUMNS.title.some((name) => columns.includes(name)) &&
    Object.values(COLUMNS).filter((names) => names.some((name) => columns.includes(name))).length > 1
  );
}

function columnsOf(cells: readonly string[]): readonly string[] {
  return cells.map((cell) =>
    cell
      .toLowerCase()
      .replace(/[\s_.-]+/g, " ")
      .trim(),
  );
}

/** One entry for each row of a table of papers, as Scopus, Web of Science, Zotero and others write it. */
export async function* tableEntries(lines: Lines, { delimiter, columns }: TableHead): AsyncGenerator<Entry> {
  let isBelow = false;
  for await (const { line, bytes, cells, problem } of tableRows(lines, delimiter)) {
    if (isBelow) yield { ...finding(line, problem ?? paperOf(cells, columns)), bytes };
    else isBelow = columnsOf(cells).join("\n") === columns.join("\n");
  }
}

/**
 * What columns are called by Scopus, Web of Science, Zotero, Dimensions, Lens, IEEE Xplore, PubMed, Semantic Scholar and Publish or Perish,
 * and by people. Of several, the first one that says something.
 */
const COLUMNS = {
  title: ["title", "document title", "article title", "paper title", "ti"],
  authors: ["author full names", "authors", "author", "author/s", "author(s)", "af", "au"],
  editors: ["editors", "editor", "be"],
  date: ["date", "date published", "publication date", "published", "publication date (online)"],
  year: ["year", "publication year", "pubyear", "py", "date", "published"],
  venue: [
    ...["source title", "publication title", "journal/book", "journal", "venue", "publication", "so"],
    ...[
      "conference title",
      "conference name",
      "proceedings title",
      "anthology title",
      "book title",
      "source",
    ],
  ],
  doi: ["doi", "di", "article doi"],
  arxiv: ["arxiv", "arxiv id", "arxivid", "eprint"],
  link: ["url", "link", "external url", "articleurl", "article url", "paper url", "pdf url"],
  id: ["id", "paper id", "identifier"],
  pmid: ["pmid", "pubmed id", "pm"],
  pmcid: ["pmcid"],
  abstract: ["abstract", "abstract note", "ab"],
  keywords: ["author keywords", "keywords", "manual tags", "tags", "de"],
  type: ["item type", "document type", "publication type", "type", "dt"],
  volume: ["volume", "vl"],
  issue: ["issue", "issue number", "is"],
  number: ["art no", "article number", "ar"],
  pages: ["pages", "pagination"],
  start: ["page start", "start page", "bp", "startpage"],
  end: ["page end", "end page", "ep", "endpage"],
  publisher: ["publisher", "pu"],
  place: ["place", "pi"],
  issn: ["issn", "issns", "print issn", "sn"],
  isbn: ["isbn", "isbns", "bn"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

function paperOf(cells: readonly string[], columns: readonly string[]): FoundPaper | string {
  const said = (field: keyof typeof COLUMNS): string | undefined =>
    COLUMNS[field]
      .map((name) => cells[columns.indexOf(name)])
      .find((text) => text !== undefined && text !== "");
  const [start, end] = [said("start"), said("end")];
  const year = said("year") ?? "";
  const date = publicationDate(said("date") ?? "");
  const list = (said("keywords") ?? "").replaceAll("|", ";");
  return paperOfReference({
    title: said("title"),
    authors: namesIn(said("authors")),
    identifiers: [said("arxiv"), said("doi"), said("id"), said("link")],
    published: date?.startsWith(publicationDate(year) ?? "") ? date : publicationDate(year),
    abstract: said("abstract"),
    keywords: keywordsOf(list),
    venue: said("venue"),
    links: [said("link")],
    publication: {
      type: typeOf(said("type")),
      volume: said("volume"),
      issue: said("issue"),
      number: said("number"),
      pages:
        said("pages") ??
        (start === undefined || end === undefined || start === end ? start : `${start}–${end}`),
      publisher: said("publisher"),
      place: said("place"),
      editors: [...namesIn(said("editors")).names],
      issn: said("issn"),
      isbn: said("isbn"),
      pmid: said("pmid"),
      pmcid: said("pmcid"),
    },
  });
}

// Scopus has its own number behind each name: "Bee, Ana (57190000001)"; PubMed ends the list with a full stop.
function namesIn(list = "") {
  const plain = list.slice(0, 200_000).replace(/\s\(\d{1,15}\)/g, "");
  return plain.includes(";")
    ? readEach(plain.split(";"))
    : readAuthors(plain.replace(/(?<=\p{Lu}{1,3})\.$/u, ""));
}

const KINDS: readonly (readonly [RegExp, PublicationType])[] = [
  [/preprint|posted/i, "preprint"],
  [/proceeding|conference|meeting/i, "inproceedings"],
  [/chapter|book ?section/i, "incollection"],
  [/thesis|dissertation/i, "thesis"],
  [/data ?(?:set|paper)/i, "dataset"],
  [/software|program/i, "software"],
  [/patent/i, "patent"],
  [/report/i, "report"],
  [/\bbooks?\b|monograph/i, "book"],
  [/article|review|journal|letter|note|editorial|erratum|survey|^j$/i, "article"],
];

function typeOf(kind: string | undefined): PublicationType | undefined {
  if (kind === undefined) return undefined;
  // Zotero's names are words without spaces.
  if (/^[a-z]+[A-Z][A-Za-z]+$/.test(kind)) return typeOfZotero(kind);
  return KINDS.find(([sign]) => sign.test(kind.slice(0, 200)))?.[1];
}
