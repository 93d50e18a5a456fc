import { z } from "zod";

/** A web address that may be shown as a link: https, no credentials, at most 2,048 characters (Discord's limit). */
const link = z
  .string()
  .max(2048)
  .refine((text) => isSafeLink(text), "must be an https address");

/** A date as precise as it is known: `2024`, `2024-07` or `2024-07-01`. */
const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

const namePart = z.string().min(1).max(300);

/**
 * A name as a reference keeps it. `particle` is what stands before the family name and is not sorted by ("van der"), in small letters
 * as a rule. An organisation, and a name that cannot be taken apart, has only a `literal`.
 */
const nameSchema = z.union([
  z.object({
    family: namePart,
    given: namePart.optional(),
    particle: namePart.optional(),
    suffix: namePart.optional(),
  }),
  z.object({ literal: namePart }),
]);

export type Name = Readonly<z.output<typeof nameSchema>>;

/** What kind of work a reference is about, by biblatex's names; see publication-type.ts for those of other formats. */
export const PUBLICATION_TYPES = [
  "article",
  "inproceedings",
  "book",
  "inbook",
  "incollection",
  "inreference",
  "phdthesis",
  "mastersthesis",
  "thesis",
  "report",
  "manual",
  "booklet",
  "unpublished",
  "preprint",
  "online",
  "dataset",
  "software",
  "patent",
  "misc",
] as const;

export type PublicationType = (typeof PUBLICATION_TYPES)[number];

const short = z.string().min(1).max(200);
const long = z.string().min(1).max(300);

/**
 * What a reference says of the published work beside title, authors and venue. Needed to cite, never to search: it is kept on disk only.
 *
 * - `date` is the publication's own; the paper's `published` may be its preprint's, a year or more before.
 * - `issue` is what BibTeX calls `number`; `number` that of a report, a patent or an article without pages.
 * - `publisher` is also the school of a thesis and the institution of a report.
 * - `titleParts` is the title in pieces, every second of which the source protects from changes of case: `["", "LLM", "s at work"]`.
 */
const publicationSchema = z.object({
  type: z.enum(PUBLICATION_TYPES).optional(),
  date: date.optional(),
  volume: short.optional(),
  issue: short.optional(),
  number: short.optional(),
  pages: short.optional(),
  series: long.optional(),
  edition: short.optional(),
  publisher: long.optional(),
  place: long.optional(),
  editors: z.array(nameSchema).min(1).max(200).optional(),
  isbn: short.optional(),
  issn: short.optional(),
  pmid: short.optional(),
  pmcid: short.optional(),
  titleParts: z.array(z.string().max(2000)).min(2).max(200).optional(),
});

export type Publication = Readonly<z.output<typeof publicationSchema>>;

/**
 * One paper, as every part of the program sees it. Texts are plain: no markup, no entities, no line breaks.
 *
 * - `id` is canonical (see identifier.ts): `arxiv:2401.01234`, `doi:10.1145/…`, or `title:…` while only the title is known.
 * - `published` is as exact as is known: `2024`, `2024-07` or `2024-07-01`.
 * - `authorsCount` is set where `authors` is known to be incomplete; how many there are is not always known, only that there are more.
 * - `names` has the parts of the names in `authors`, one for one, where a source tells them.
 * - `otherIds` are canonical ids of the same paper beside `id`: the DOI of what arXiv has as a preprint.
 * - `publication`, like `names`, is kept on disk only: papers from the search index come without.
 */
export const paperSchema = z.object({
  id: z.string().min(3).max(300),
  title: z.string().min(1).max(2000),
  abstract: z.string().max(20_000).optional(),
  summary: z.string().max(5000).optional(),
  keywords: z.array(z.string().max(200)).max(50).default([]),
  authors: z.array(z.string().max(300)).max(5000).default([]),
  authorsCount: z.int().positive().optional(),
  names: z.array(nameSchema).max(5000).optional(),
  published: date.optional(),
  categories: z.array(z.string().max(100)).max(50).default([]),
  venue: z.string().max(300).optional(),
  url: link.optional(),
  codeUrl: link.optional(),
  upvotes: z.int().nonnegative().optional(),
  otherIds: z.array(z.string().min(3).max(300)).min(1).max(20).optional(),
  publication: publicationSchema.optional(),
});

export type Paper = Readonly<z.output<typeof paperSchema>>;

/** Whether `text` is an https address without credentials whose host is a public-looking name. */
export function isSafeLink(text: string): boolean {
  try {
    const { protocol, username, password, hostname } = new URL(text);
    return protocol === "https:" && username === "" && password === "" && isPublicName(hostname);
  } catch {
    return false;
  }
}

// Numeric hosts and single labels ("localhost", "intranet") are never a paper's address.
function isPublicName(host: string): boolean {
  return /\.[a-z][a-z0-9-]+$/i.test(host) && !/\.(local|internal|localhost)$/i.test(host);
}
