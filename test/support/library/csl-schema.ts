import { z } from "zod";

/** The types of CSL 1.0.2, as its specification lists them. */
const TYPES = (
  "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry " +
  "entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture " +
  "musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report " +
  "review review-book software song speech standard thesis treaty webpage"
).split(" ");

const text = z.string().min(1);
const number = z.union([text, z.number()]);

const name = z.union([
  z.strictObject({
    family: text,
    given: text.optional(),
    suffix: text.optional(),
    "dropping-particle": text.optional(),
    "non-dropping-particle": text.optional(),
  }),
  z.strictObject({ literal: text }),
]);

const date = z.strictObject({
  "date-parts": z.array(z.array(z.int()).min(1).max(3)).min(1).max(2),
});

/** What the specification of CSL-JSON allows of the fields that are exported: every other field, and every other shape, is a fault. */
export const cslItems = z.array(
  z.strictObject({
    id: number,
    type: z.enum(TYPES),
    title: text,
    author: z.array(name).min(1).optional(),
    editor: z.array(name).min(1).optional(),
    issued: date.optional(),
    genre: text.optional(),
    "container-title": text.optional(),
    "collection-title": text.optional(),
    volume: number.optional(),
    issue: number.optional(),
    page: number.optional(),
    number: number.optional(),
    note: text.optional(),
    edition: number.optional(),
    publisher: text.optional(),
    "publisher-place": text.optional(),
    DOI: text.optional(),
    ISBN: text.optional(),
    ISSN: text.optional(),
    PMID: text.optional(),
    PMCID: text.optional(),
    URL: text.optional(),
  }),
);
