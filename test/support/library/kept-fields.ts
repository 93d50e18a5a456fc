import { dateOf, hasOthers, idsOf, namesOf } from "../../../src/papers/export/reference.ts";
import type { FoundPaper } from "../../../src/papers/found-paper.ts";
import type { Paper, PublicationType } from "../../../src/papers/paper.ts";

export const READABLE = ["bib", "biblatex", "csl", "ris"] as const;
export type Readable = (typeof READABLE)[number];

interface KeptField {
  /** In the words of docs/library.md. */
  readonly what: string;
  readonly of: (paper: Paper) => unknown;
  /** What does not come back, by format; empty where nothing does. */
  readonly but?: Partial<Readonly<Record<Readable, string>>>;
}

const published = (field: keyof NonNullable<Paper["publication"]>) => (paper: Paper) =>
  paper.publication?.[field];

/** What an export gives back when it is imported again: docs/library.md has it as a table, and round-trip.test.ts holds it. */
export const KEPT_FIELDS: readonly KeptField[] = [
  {
    what: "Title",
    of: ({ title }) => title,
    but: { bib: "double-struck letters are plain" },
  },
  { what: "Protected capitals", of: published("titleParts"), but: { csl: "", ris: "" } },
  {
    what: "Authors: family name, given name, particle, suffix, organization",
    of: namesOf,
    but: { ris: "no commas within a name" },
  },
  { what: "That there are more authors", of: hasOthers },
  { what: "Editors", of: published("editors") },
  {
    what: "Type",
    of: published("type"),
    but: {
      bib: "web page, data set, software, patent are misc; an encyclopedia's entry is incollection",
      csl: "inbook is incollection",
      ris: "inbook and an encyclopedia's entry are incollection",
    },
  },
  { what: "Date of publication", of: dateOf },
  { what: "Journal, proceedings or book", of: ({ venue }) => venue },
  { what: "Volume", of: published("volume") },
  { what: "Issue", of: published("issue") },
  { what: "Number of a report, a patent or an article", of: published("number") },
  { what: "Pages", of: published("pages") },
  { what: "Series", of: published("series") },
  { what: "Edition", of: published("edition") },
  { what: "Publisher, school or institution", of: published("publisher") },
  { what: "Place", of: published("place") },
  { what: "DOI and arXiv id, both", of: idsOf },
  { what: "ISBN", of: published("isbn") },
  { what: "ISSN", of: published("issn") },
  { what: "PMID", of: published("pmid") },
  { what: "PMCID", of: published("pmcid") },
  { what: "Link", of: ({ url }) => url },
  {
    what: "Categories",
    of: ({ categories: [first] }) => first,
    but: { bib: "the first", biblatex: "the first", csl: "", ris: "" },
  },
];

/** The type that a format has for one of these. */
const INSTEAD: Readonly<Record<Readable, Partial<Record<PublicationType, PublicationType>>>> = {
  bib: {
    online: "misc",
    dataset: "misc",
    software: "misc",
    patent: "misc",
    inreference: "incollection",
  },
  biblatex: {},
  csl: { inbook: "incollection" },
  ris: { inbook: "incollection", inreference: "incollection" },
};

/** What of a paper a format holds, as it comes back. */
export function keptIn(format: Readable, paper: Paper | FoundPaper): Record<string, unknown> {
  const { publication } = paper;
  const type = publication?.type;
  const whole: Paper = {
    ...paper,
    id: paper.id ?? "title:",
    ...(publication && {
      publication: { ...publication, ...(type && { type: INSTEAD[format][type] ?? type }) },
    }),
  };
  const held = KEPT_FIELDS.filter(({ but }) => but?.[format] !== "");
  return Object.fromEntries(held.map(({ what, of }) => [what, of(whole)]));
}
