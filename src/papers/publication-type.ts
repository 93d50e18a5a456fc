import type { PublicationType } from "./paper.ts";

/** Each format's name for a kind of work. Where it has none of its own, the nearest, and `genre` says what it is. */
interface TypeNames {
  readonly bibtex: string;
  readonly biblatex: string;
  readonly csl: string;
  /** For RIS, those that bibutils, citation-js and Zotero all know. */
  readonly ris: string;
  readonly zotero: string;
  /** The genre that distinguishes types with one name, and how it is recognised. */
  readonly genre?: string;
}

export const TYPE_NAMES: Readonly<Record<PublicationType, TypeNames>> = {
  article: same("article", "article-journal", "JOUR", "journalArticle"),
  inproceedings: same("inproceedings", "paper-conference", "CONF", "conferencePaper"),
  book: same("book", "book", "BOOK", "book"),
  inbook: same("inbook", "chapter", "CHAP", "bookSection"),
  incollection: same("incollection", "chapter", "CHAP", "bookSection"),
  inreference: {
    ...same("incollection", "entry-encyclopedia", "CHAP", "encyclopediaArticle"),
    biblatex: "inreference",
  },
  phdthesis: {
    ...same("phdthesis", "thesis", "THES", "thesis"),
    biblatex: "thesis",
    genre: "PhD thesis",
  },
  mastersthesis: {
    ...same("mastersthesis", "thesis", "THES", "thesis"),
    biblatex: "thesis",
    genre: "Master’s thesis",
  },
  thesis: { ...same("mastersthesis", "thesis", "THES", "thesis"), biblatex: "thesis", genre: "Thesis" },
  report: { ...same("techreport", "report", "RPRT", "report"), biblatex: "report" },
  manual: { ...same("manual", "book", "BOOK", "book"), genre: "Manual" },
  booklet: same("booklet", "pamphlet", "PAMP", "book"),
  unpublished: same("unpublished", "manuscript", "UNPB", "manuscript"),
  preprint: { ...same("misc", "article", "UNPB", "preprint"), biblatex: "online" },
  online: { ...same("misc", "webpage", "ELEC", "webpage"), biblatex: "online" },
  dataset: { ...same("misc", "dataset", "DATA", "dataset"), biblatex: "dataset" },
  software: { ...same("misc", "software", "COMP", "computerProgram"), biblatex: "software" },
  patent: { ...same("misc", "patent", "PAT", "patent"), biblatex: "patent" },
  misc: same("misc", "document", "GEN", "document"),
};

function same(bibtex: string, csl: string, ris: string, zotero: string): TypeNames {
  return { bibtex, biblatex: bibtex, csl, ris, zotero };
}

/** The type of a BibTeX or biblatex entry; `kind` is its field `type`. */
export function typeOfBibtex(entryType: string, kind = ""): PublicationType {
  if (/thesis$/.test(entryType)) return thesisOf(kind || entryType);
  return BIBTEX.get(entryType) ?? "misc";
}

/** The type of an item of CSL-JSON or of Crossref's API; undefined where the item does not say it. */
export function typeOfCsl(type: string | undefined, genre = ""): PublicationType | undefined {
  if (type === undefined) return undefined;
  if (/thesis|dissertation/.test(type)) return thesisOf(genre);
  const found = CSL.get(type) ?? "misc";
  return ofGenre(found, genre);
}

/** The type of a RIS record; `kind` is its type of work. */
export function typeOfRis(type: string | undefined, kind = ""): PublicationType | undefined {
  if (type === undefined) return undefined;
  if (type === "THES") return thesisOf(kind);
  if (type === "UNPB") return /preprint/i.test(kind) ? "preprint" : "unpublished";
  return ofGenre(RIS.get(type) ?? "misc", kind);
}

/** The type of a Zotero item. */
export function typeOfZotero(type: string, kind = ""): PublicationType {
  if (type === "thesis") return thesisOf(kind);
  return ZOTERO.get(type) ?? "misc";
}

// Among types that share a name, the genre decides.
function ofGenre(found: PublicationType, genre: string): PublicationType {
  const said = ALL.find(([, names]) => names.genre === genre && names.csl === TYPE_NAMES[found].csl);
  return said?.[0] ?? found;
}

function thesisOf(kind: string): PublicationType {
  if (/master|magist|diplom|mathesis|m\.?\s?sc\b/i.test(kind)) return "mastersthesis";
  return /ph\.?\s?d|doctor|dissert|habil/i.test(kind) ? "phdthesis" : "thesis";
}

const ALL = Object.entries(TYPE_NAMES) as readonly (readonly [PublicationType, TypeNames])[];

/**
 * The types by their names in a format, and by names that only others write. Where several share a name, it means the
 * last one without a genre.
 */
function namesOf(
  format: "biblatex" | "csl" | "ris" | "zotero",
  others: Readonly<Record<string, PublicationType>>,
): ReadonlyMap<string, PublicationType> {
  const special = ALL.filter(([, { genre }]) => genre !== undefined);
  const plain = ALL.filter(([, { genre }]) => genre === undefined);
  const own = [...special, ...plain].map(([type, names]) => [names[format], type] as const);
  return new Map([...own, ...Object.entries(others)]);
}

const BIBTEX = namesOf("biblatex", {
  online: "online",
  electronic: "online",
  www: "online",
  conference: "inproceedings",
  techreport: "report",
  standard: "report",
  collection: "book",
  mvbook: "book",
  mvcollection: "book",
  reference: "book",
  mvreference: "book",
  suppbook: "inbook",
  bookinbook: "inbook",
  suppcollection: "incollection",
  suppperiodical: "article",
});

const CSL = namesOf("csl", {
  "article-magazine": "article",
  "article-newspaper": "article",
  review: "article",
  "review-book": "article",
  "entry-dictionary": "inreference",
  entry: "inreference",
  post: "online",
  "post-weblog": "online",
  standard: "report",
  // Crossref's own names.
  "journal-article": "article",
  "proceedings-article": "inproceedings",
  "book-chapter": "incollection",
  "book-section": "incollection",
  "book-part": "incollection",
  "reference-entry": "inreference",
  monograph: "book",
  "edited-book": "book",
  "reference-book": "book",
  "posted-content": "preprint",
});

const RIS = namesOf("ris", {
  CHAP: "incollection",
  ENCYC: "inreference",
  MANSCPT: "unpublished",
  JFULL: "article",
  EJOUR: "article",
  MGZN: "article",
  NEWS: "article",
  ABST: "article",
  INPR: "article",
  CPAPER: "inproceedings",
  EBOOK: "book",
  EDBOOK: "book",
  ECHAP: "incollection",
  DICT: "inreference",
  BLOG: "online",
  ICOMM: "online",
  DBASE: "dataset",
  AGGR: "dataset",
  GOVDOC: "report",
  STAND: "report",
});

const ZOTERO = namesOf("zotero", {
  book: "book",
  magazineArticle: "article",
  newspaperArticle: "article",
  dictionaryEntry: "inreference",
  blogPost: "online",
  forumPost: "online",
  standard: "report",
});
