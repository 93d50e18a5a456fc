import { hasCategoryForm } from "../../category.ts";
import type { FoundPaper } from "../../found-paper.ts";
import type { AuthorList } from "../authors.ts";
import { type Entry, finding } from "../entry.ts";
import type { Lines } from "../lines.ts";
import { bibtexPublication } from "../publication/bibtex-publication.ts";
import { keywordsOf, paperOfReference, publicationDate } from "../reference.ts";
import { type BibtexBlock, bibtexBlocks } from "./blocks.ts";
import { copied, createMacros, definitionsOf, type Fields, fieldsOf, keyOf, type Macros } from "./fields.ts";
import { journalName } from "./journal-macros.ts";
import { bibtexNames } from "./names.ts";
import { plainAddress, withoutProtection } from "./text.ts";

/**
 * One entry for each work in a BibTeX or BibLaTeX file, in flat memory. `lines` is called a second time where an entry takes something
 * over from another one (`crossref`, `xdata`), which may come later. Proceedings as such are no papers.
 *
 * Own code, because the libraries for BibTeX read a file as a whole, and do not tell the line of an entry.
 */
export async function* bibtexEntries(lines: () => Lines): AsyncGenerator<Entry> {
  let parents: Parents | undefined;
  const macros = createMacros();
  for await (const block of bibtexBlocks(lines())) {
    const { line, bytes, type, problem } = block;
    // Most files have none of this, and are then read once.
    if (parents === undefined && INHERITING.test(block.body))
      parents = await parentsOf(bibtexBlocks(lines()));
    if (type === "comment" || type === "preamble") continue;
    if (problem !== undefined) yield { ...finding(line, problem), bytes };
    else if (type === "string") {
      const wrong = define(block, macros);
      if (wrong !== undefined) yield { ...finding(line, wrong), bytes };
    } else if (!CONTAINERS.test(type))
      yield { ...finding(line, paperOf(block, macros, parents ?? NO_PARENTS)), bytes };
  }
}

/** The entries that others inherit from, by their keys in lower case. */
type Parents = ReadonlyMap<string, Fields>;

const NO_PARENTS: Parents = new Map();
const INHERITING = /\b(?:crossref|xdata)\s*=/i;
const CONTAINERS = /^(?:mv)?(?:proceedings|periodical)$|^xdata$/;
const PARENTS = /^(?:mv)?(?:proceedings|periodical|book|collection|reference)$|^xdata$/;
const MOST_PARENTS = 20_000;

// The fields that a part inherits from the whole. Never identifiers: a chapter is not its book.
const INHERITED = [
  ...["booktitle", "journal", "date", "year", "month", "editor", "publisher", "volume", "series"],
  ...["address", "location", "isbn", "issn"],
];

async function parentsOf(blocks: AsyncIterable<BibtexBlock>): Promise<Parents> {
  const parents = new Map<string, Fields>();
  const wanted = new Set<string>();
  const macros = createMacros();
  for await (const block of blocks) {
    if (block.type === "string") define(block, macros);
    const key = keyOf(block.body).toLowerCase();
    const whole = /\bcrossref\s*=[\s"{]*([^\s{}",]+)/i.exec(block.body)?.[1];
    if (whole !== undefined && wanted.size < MOST_PARENTS) wanted.add(copied(whole.toLowerCase()));
    if (key === "" || parents.size >= MOST_PARENTS || !(PARENTS.test(block.type) || wanted.has(key)))
      continue;
    const fields = fieldsOf(block.body, macros);
    if (typeof fields === "string") continue;
    const title = fields.get("booktitle") ?? fields.get("title");
    if (block.type === "xdata") {
      parents.set(
        copied(key),
        new Map([...fields].slice(0, 40).map(([name, text]) => [name, copied(text.slice(0, 1000))])),
      );
      continue;
    }
    const kept = INHERITED.map((name) => [name, name === "booktitle" ? title : fields.get(name)] as const);
    parents.set(
      copied(key),
      new Map(
        kept.flatMap(([name, text]) => (text === undefined ? [] : [[name, copied(text.slice(0, 1000))]])),
      ),
    );
  }
  return parents;
}

function define({ body, problem }: BibtexBlock, macros: Macros): string | undefined {
  const definitions = problem ?? definitionsOf(body, macros);
  if (typeof definitions === "string") return definitions;
  for (const [name, text] of definitions) macros.define(name, text);
  return undefined;
}

function paperOf(block: BibtexBlock, macros: Macros, parents: Parents): FoundPaper | string {
  const fields = fieldsOf(block.body, macros);
  if (typeof fields === "string") return fields;
  const parent = parents.get(fields.get("crossref")?.trim().toLowerCase() ?? "");
  const shared = (fields.get("xdata") ?? "")
    .toLowerCase()
    .split(",", 10)
    .flatMap((key) => parents.get(key.trim()) ?? []);
  const field = (name: string) =>
    fields.get(name) || shared.map((some) => some.get(name)).find(Boolean) || undefined;
  const inherited = (name: string) => field(name) ?? parent?.get(name);
  // A date is inherited as a whole, or not at all.
  const isDated = (some: Fields) => Boolean(some.get("date") || some.get("year"));
  const dated = [fields, ...shared].find(isDated) ?? parent ?? fields;
  const address = (name: string) => {
    const value = field(name);
    return value === undefined ? undefined : plainAddress(value);
  };
  const primaryClass = address("primaryclass") ?? address("eprintclass");
  const title = [field("title"), field("subtitle")].filter(Boolean).join(": ");
  const venue = inherited("journal") ?? field("journaltitle") ?? inherited("booktitle");
  return paperOfReference({
    title: withoutProtection(title),
    authors: authorsOf(field("author"), field("collaboration")),
    identifiers: [
      eprintOf(address("eprint"), address("archiveprefix") ?? address("eprinttype"), primaryClass),
      address("arxivid") ?? address("arxiv"),
      address("doi"),
      // DBLP's way to name a preprint.
      address("volume")?.match(/^abs\/(.+)/)?.[1],
      numbered(address("number")),
      address("url"),
      address("note"),
      address("howpublished"),
      ...["bdsk-url-1", "bdsk-url-2", "bdsk-url-3"].map(address),
    ],
    notes: [...["note", "annote", "addendum", "howpublished", "pubstate"].map(address), pubmedOf(address)],
    published: publishedOf(dated),
    abstract: withoutProtection(field("abstract") ?? ""),
    keywords: ["keywords", "keyword", "mendeley-tags"].flatMap((name) =>
      keywordsOf(field(name)).map((word) => withoutProtection(word)),
    ),
    venue: journalName(withoutProtection(venue ?? "")),
    links: [address("url"), address("howpublished")],
    categories: [primaryClass ?? ""].filter(hasCategoryForm),
    publication: bibtexPublication(block.type, (name) => inherited(name)),
  });
}

// Physicists name the collaboration in a field of its own: it is the author if there is no other.
function authorsOf(authors: string | undefined, collaboration: string | undefined): AuthorList {
  if (authors !== undefined || collaboration === undefined) return bibtexNames(authors ?? "");
  const isNamed = /collaboration|consortium|group|team/i.test(collaboration);
  return bibtexNames(`{${collaboration}${isNamed ? "" : " Collaboration"}}`);
}

// An id of the old form may come in two parts: 0309136 and math.GT.
function eprintOf(eprint = "", archive = "arxiv", category = ""): string | undefined {
  if (!/arxiv/i.test(archive)) return undefined;
  return /^\d{7}(?:v\d+)?$/.test(eprint) ? `${category}/${eprint}` : eprint;
}

// A number that is an id: `number={arXiv:2611.00042}`.
function numbered(number = ""): string | undefined {
  return /^arxiv/i.test(number) ? number : undefined;
}

// PubMed ids that reference managers keep in fields of their own, written like a note's.
function pubmedOf(address: (name: string) => string | undefined): string {
  const isPubmed = /^(?:pubmed|pmid)$/i.test(address("eprinttype") ?? address("archiveprefix") ?? "");
  const pmid = address("pmid") ?? (isPubmed ? address("eprint") : undefined);
  const pmcid = address("pmcid") ?? address("pmc");
  if (pmid === undefined && pmcid === undefined) return "";
  return `PMID: ${pmid ?? ""}\nPMCID: ${pmcid === undefined ? "" : pmcid.replace(/^(?=\d)/, "PMC")}`;
}

// The month may be a macro, a name or a number, and may come with the day: mar # "~17".
function publishedOf(fields: Fields): string | undefined {
  const date = fields.get("date");
  if (date !== undefined) return publicationDate(plainAddress(date));
  const year = plainAddress(fields.get("year") ?? "");
  const month = plainAddress(fields.get("month") ?? "").replaceAll("~", " ");
  const day = plainAddress(fields.get("day") ?? "");
  if (/^\d{1,2}$/.test(month)) return publicationDate([year, month, day].filter(Boolean).join("-"));
  return publicationDate(`${day} ${month} ${year}`);
}
