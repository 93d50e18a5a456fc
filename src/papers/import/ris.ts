import { capped } from "../field-caps.ts";
import type { FoundPaper } from "../found-paper.ts";
import { readEach } from "./authors.ts";
import { type Entry, finding } from "./entry.ts";
import { type Line, TOO_LONG } from "./lines.ts";
import { risPublication } from "./publication/ris-publication.ts";
import { keywordsOf, paperOfReference, publicationDate } from "./reference.ts";

type Tags = ReadonlyMap<string, readonly string[]>;

interface OpenRecord {
  readonly line: number;
  readonly tags: Map<string, string[]>;
  last: string | undefined;
  size: number;
  problem?: string;
}

const LONGEST_RECORD = 1024 * 1024;

/**
 * One entry for each record of a RIS file. Read as programs really write it: one space before the dash instead of two,
 * long values on several lines, records without an end or without a beginning.
 */
export async function* risEntries(lines: AsyncIterable<Line>): AsyncGenerator<Entry> {
  let record: OpenRecord | undefined;
  let bytes = 0;

  function* done(): Generator<Entry> {
    if (record !== undefined && (record.tags.size > 0 || record.problem !== undefined)) {
      yield { ...finding(record.line, record.problem ?? paperOf(record.tags)), bytes };
    }
    record = undefined;
  }

  for await (const line of lines) {
    const { tag, value } = tagged(line.text ?? "");
    if (tag === "TY") yield* done();
    bytes = line.bytes;
    if (tag === "ER") {
      yield* done();
      continue;
    }
    const isContent = tag !== undefined && tag !== "EF";
    if (isContent || line.text === undefined) {
      record ??= { line: line.number, tags: new Map(), last: undefined, size: 0 };
    }
    if (record !== undefined) take(record, tag, line.text === undefined ? undefined : value);
  }
  yield* done();
}

function take(record: OpenRecord, tag: string | undefined, value: string | undefined): void {
  record.size += value?.length ?? 0;
  if (value === undefined) record.problem ??= TOO_LONG;
  else if (record.size > LONGEST_RECORD) record.problem ??= "the record is longer than 1 MiB";
  if (record.problem !== undefined) {
    record.tags.clear();
    return;
  }
  if (value === undefined || (tag === undefined && value === "")) return;

  // A1 is another word for AU, and the order of authors matters.
  const name = tag === "A1" ? "AU" : (tag ?? record.last);
  if (name === undefined) return;
  record.last = name;
  const values = record.tags.get(name) ?? [];
  record.tags.set(name, values);
  // A keyword on a line of its own is a keyword of its own; everything else goes on where it was.
  const before = tag !== undefined || name === "KW" ? undefined : values.pop();
  values.push(before ? `${before} ${value}` : value);
}

// With a single space, only tags that exist: "AI - a history" may well be a line of an abstract.
const TAG = new RegExp(
  `^\\s{0,3}(?:([A-Z][A-Z0-9])  -|(${[
    "A[1-4BDNU]|BT|C[1-8APTY]|D[AOBP]|E[DRTF]|ID|IS|J[1-2AFO]|KW|L[1-4AK]|M[1-3]|N[12V]|OP|P[BPY]",
    "R[1-3INP]|S[EFNPT]|T[1-3AIYT]|U[1-5]|UR|V[LO]|Y[1-2]",
  ].join("|")}) -)(?:[ \\t](.*))?$`,
  "s",
);

function tagged(line: string): { tag: string | undefined; value: string } {
  const [whole, exact, loose, value = ""] = TAG.exec(line.trimEnd()) ?? [];
  return whole === undefined
    ? { tag: undefined, value: line.trim() }
    : { tag: exact ?? loose, value: value.trim() };
}

function paperOf(tags: Tags): FoundPaper | string {
  const all = (...names: string[]) =>
    names.flatMap((name) => (tags.get(name) ?? []).filter((value) => value !== ""));
  const authors = all("AU");
  const [title = isWholeBook(tags) ? all("BT")[0] : undefined] = all("TI", "T1", "CT");
  const links = all("UR", "L1", "L2", "L3", "L4", "LK").flatMap((value) =>
    value.split(/[;\s](?=https?:)/).map(withoutSeparators),
  );
  // Of a whole book, the second author is that of its series.
  const editors = [...readEach([...all("ED"), ...all(isWholeBook(tags) ? "A3" : "A2")]).names];
  return paperOfReference({
    title,
    authors: readEach(authors.length > 0 ? authors : all("A2", "A3", "A4")),
    identifiers: [...all("DO"), ...all("AN", "M1", "M3"), ...all("N1").flatMap(namedIds), ...links],
    published: dateOf(all("PY", "Y1")[0], all("DA")[0]),
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
function isWholeBook(tags: Tags): boolean {
  return /^(?:E?BOOK|EDBOOK|THES|RPRT)$/.test(tags.get("TY")?.[0] ?? "");
}

// Notes are free text: an identifier counts where it is named as one.
function namedIds(note: string): string[] {
  const text = capped(note, "note").trimStart();
  const ids = [...text.matchAll(/\b(?:doi:?\s{0,3}|doi\.org\/)(?=10\.)/gi)].map(({ 0: { length }, index }) =>
    firstWord(text.slice(index + length, index + length + LONGEST_ID)),
  );
  const arxiv = /^arxiv:\s?/i.exec(text)?.[0];
  if (arxiv !== undefined) ids.push(`arxiv:${firstWord(text.slice(arxiv.length, LONGEST_ID))}`);
  return ids;
}

const LONGEST_ID = 300;

function firstWord(text: string): string {
  return text.split(/\s/, 1)[0] ?? "";
}

// Between two links stands a separator, or many.
function withoutSeparators(link: string): string {
  return link.replace(/(?<![;\s])[;\s]+$/, "");
}

// The full date, if it lies in the year of publication: it may also be the day of access.
function dateOf(stated = "", full = ""): string | undefined {
  const published = publicationDate(stated);
  const date = publicationDate(full);
  return published === undefined || date?.startsWith(published) ? date : published;
}

function longest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>(
    (best, text) => (text.length > (best?.length ?? 0) ? text : best),
    undefined,
  );
}
