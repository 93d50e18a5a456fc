import type { FoundPaper } from "../found-paper.ts";
import { readEach } from "./authors.ts";
import type { Entry } from "./entry.ts";
import type { Lines } from "./lines.ts";
import { risPublication } from "./publication/ris-publication.ts";
import { keywordsOf, paperOfReference, publicationDate } from "./reference.ts";
import { type TaggedFormat, taggedEntries, type Values } from "./tagged/tagged-records.ts";

/**
 * RIS, read as programs really write it: one space before the dash instead of two, long values on several lines, records without an
 * end or without a beginning.
 */
const RIS: TaggedFormat = {
  tagged,
  begins: "TY",
  ends: "ER",
  outside: new Set(["EF"]),
  // A keyword on a line of its own is a keyword of its own.
  listed: new Set(["KW"]),
  paperOf,
};

/** One entry for each record of a RIS file. */
export function risEntries(lines: Lines): AsyncGenerator<Entry> {
  return taggedEntries(lines, RIS);
}

// With a single space, only tags that exist: "AI - a history" may well be a line of an abstract.
const TAG = new RegExp(
  `^\\s{0,3}(?:([A-Z][A-Z0-9])  -|(${[
    "A[1-4BDNU]|BT|C[1-8APTY]|D[AOBP]|E[DRTF]|ID|IS|J[1-2AFO]|KW|L[1-4AK]|M[1-3]|N[12V]|OP|P[BPY]",
    "R[1-3INP]|S[EFNPT]|T[1-3AIYT]|U[1-5]|UR|V[LO]|Y[1-2]",
  ].join("|")}) -)(?:[ \\t](.*))?$`,
  "s",
);

function tagged(line: string): { tag: string; value: string } | undefined {
  const [, exact, loose, value = ""] = TAG.exec(line.trimEnd()) ?? [];
  const tag = exact ?? loose;
  // A1 is another word for AU, and the order of authors matters.
  return tag === undefined ? undefined : { tag: tag === "A1" ? "AU" : tag, value: value.trim() };
}

function paperOf({ all, first }: Values): FoundPaper | string {
  const authors = all("AU");
  const [title = isWholeBook(first("TY")) ? all("BT")[0] : undefined] = all("TI", "T1", "CT");
  const links = all("UR", "L1", "L2", "L3", "L4", "LK").flatMap((value) =>
    value.split(/[;\s](?=https?:)/).map(withoutSeparators),
  );
  // Of a whole book, the second author is that of its series.
  const editors = [...readEach([...all("ED"), ...all(isWholeBook(first("TY")) ? "A3" : "A2")]).names];
  return paperOfReference({
    title,
    authors: readEach(authors.length > 0 ? authors : all("A2", "A3", "A4")),
    identifiers: [...all("DO"), ...all("AN", "M1", "M3")],
    notes: [...all("N1", "AN"), pubmedOf(all)],
    published: mostExact(datesOf(all)),
    abstract: longest(all("AB", "N2")),
    keywords: [...new Set(all("KW").flatMap(keywordsOf))],
    venue: all("JF", "JO", "T2", "BT", "JA", "J2", "C3").find((name) => name !== title),
    links,
    publication: {
      ...risPublication((name) => all(name)),
      editors: authors.length > 0 ? editors : undefined,
    },
  });
}

// A book's own title stands where a chapter has that of its book.
function isWholeBook(type = ""): boolean {
  return /^(?:E?BOOK|EDBOOK|THES|RPRT)$/.test(type);
}

// Between two links stands a separator, or many.
function withoutSeparators(link: string): string {
  return link.replace(/(?<![;\s])[;\s]+$/, "");
}

// The ids of PubMed where EndNote ("C2  - PMC123", and the number as AN beside the database's name) and the NCBI ("U1  - 123[pmid]") put them.
function pubmedOf(all: Values["all"]): string {
  const isOfPubmed = all("DB", "DP").some((name) => /^(?:pubmed|medline|nlm)\b/i.test(name));
  const number = isOfPubmed ? all("AN").find((text) => /^\d{1,9}$/.test(text)) : undefined;
  const [pmid = number] = all("U1").flatMap((text) => /^(\d{1,9})\s?\[pmid\]/i.exec(text)?.[1] ?? []);
  const pmcid = all("C2", "U2").find((text) => /^PMC\d{1,9}\b/i.test(text));
  return pmid === undefined && pmcid === undefined ? "" : `PMID: ${pmid ?? ""}\nPMCID: ${pmcid ?? ""}`;
}

// EndNote has the year as PY and "Aug" or "Aug 14" as DA.
function datesOf(all: Values["all"]): readonly string[] {
  const [year = ""] = all("PY", "Y1");
  const days = all("DA").map((day) => (/^[a-z]{3,9}\.?(?: \d{1,2})?$/i.test(day) ? `${day} ${year}` : day));
  return [...all("PY", "Y1"), ...days];
}

// Dates that agree as far as they go are the same, and the most exact one is meant; of others, the first: DA may be the day of access.
function mostExact(dates: readonly string[]): string | undefined {
  return dates
    .flatMap((date) => publicationDate(date) ?? [])
    .reduce<string | undefined>(
      (best, date) => (best === undefined || date.startsWith(best) ? date : best),
      undefined,
    );
}

function longest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>(
    (best, text) => (text.length > (best?.length ?? 0) ? text : best),
    undefined,
  );
}
