import type { Publication, PublicationType } from "../paper.ts";
import { isPreprintId } from "../preprint.ts";
import type { KnownRecord } from "./known-record.ts";

type Kind = "text" | "book" | "thesis" | "dataset" | "software" | "patent";

// What is missing here says too little: exporters write "misc", "online" or "unpublished" for whatever they have no word for.
const KINDS: Readonly<Partial<Record<PublicationType, Kind>>> = {
  article: "text",
  inproceedings: "text",
  incollection: "text",
  inreference: "text",
  preprint: "text",
  report: "text",
  book: "book",
  phdthesis: "thesis",
  mastersthesis: "thesis",
  thesis: "thesis",
  dataset: "dataset",
  software: "software",
  patent: "patent",
};

/**
 * What two publications of one title have in common, by the names that people are told: false where they cannot be of one work, undefined
 * where nothing is known. That they agree says little: volume 1 is everywhere.
 */
export function publicationsDiffer(
  a: KnownRecord,
  b: KnownRecord,
): Readonly<Record<string, false | undefined>> {
  const [one, other] = [a.found.publication ?? {}, b.found.publication ?? {}];
  const differs = (field: "volume" | "issue" | "number" | "edition") => isOther(one[field], other[field]);
  const isElsewhere = startsElsewhere(one, other);
  return {
    "kind of work": said(isOther(kindOf(a), kindOf(b))),
    edition: said(differs("edition")),
    volume: said(differs("volume") && (isElsewhere || kindOf(a) === "book")),
    issue: said(differs("issue") && isElsewhere),
    "report number": said(differs("number") && one.type === "report" && other.type === "report"),
  };
}

/** Whether both begin on a page of their own: "1–9" and "301". */
export function startsElsewhere(a: Publication = {}, b: Publication = {}): boolean {
  return isOther(a.pages, b.pages);
}

/** Whether it comes beside papers, and is never a version of one, whatever its title. */
export function isBesidePapers({ found: { publication } }: KnownRecord): boolean {
  return /^(?:dataset|software|patent)$/.test(publication?.type ?? "");
}

function kindOf({ found: { publication }, ids }: KnownRecord): Kind | undefined {
  return publication?.type === undefined
    ? ids.some(isPreprintId)
      ? "text"
      : undefined
    : KINDS[publication.type];
}

function said(isOther: boolean): false | undefined {
  return isOther ? false : undefined;
}

// By the first number, in digits or as a word: "2nd", "Second edition", "e345" and "345–350".
function isOther(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return numberIn(a) !== numberIn(b);
}

const ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];

function numberIn(text: string): string {
  const digits = /\d{1,12}/.exec(text)?.[0];
  if (digits !== undefined) return String(Number(digits));
  const word = text.trim().toLowerCase();
  const place = ORDINALS.findIndex((ordinal) => word.startsWith(ordinal));
  return place < 0 ? word : String(place + 1);
}
