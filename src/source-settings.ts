import { z } from "zod";
import { isCurrentCategory, nearestCategories, readCategory } from "./papers/category.ts";
import {
  ANNOUNCEMENTS,
  SOURCE_NAMES,
  type SourceName,
  type SourceSettings,
} from "./papers/sources/settings.ts";

const NAMES = `none, or some of ${SOURCE_NAMES.join(", ")}, with commas between`;
const CATEGORIES = "arXiv categories with commas between, such as cs.CL,stat.ML";

/** The settings of the sources of papers; part of the list in config.ts. */
export const sourceSettings = {
  SOURCES: z
    .union([z.literal("none").transform((): SourceName[] => []), listOf(z.enum(SOURCE_NAMES))], NAMES)
    .default(["huggingface", "arxiv"])
    .describe(`Where new papers come from: none, or some of ${SOURCE_NAMES.join(", ")}`),
  ARXIV_CATEGORIES: listOf(
    z
      .string()
      .refine(isCurrentCategory, { error: ({ input }) => `${CATEGORIES}${didYouMean(String(input))}` })
      .transform((text) => readCategory(text) ?? text),
  )
    .default(["cs.AI", "cs.CL", "cs.CV", "cs.LG"])
    .describe("arXiv categories to follow"),
  ARXIV_ANNOUNCEMENTS: listOf(
    z.enum(ANNOUNCEMENTS, `some of ${ANNOUNCEMENTS.join(", ")}, with commas between`),
  )
    .default(["new", "cross"])
    .describe("What to take from arXiv's daily list: new, cross (listed elsewhere first), replace (revised)"),
  FEEDS: z
    .string()
    .transform((text) => text.split(/\s+/))
    .pipe(z.array(z.url({ protocol: /^https?$/, message: "http or https addresses with spaces between" })))
    .optional()
    .describe("RSS, Atom or JSON feeds to follow: addresses with spaces between"),
  CONTACT: z
    .email("an e-mail address")
    .optional()
    .describe("An e-mail address that is sent along with requests, so that hosts can write to you"),
  PUBMED_QUERY: z.string().max(2000).optional().describe("What to follow in PubMed, in its query language"),
  NCBI_API_KEY: z.string().optional().describe("A key for PubMed, if you have one"),
  S2_QUERY: z
    .string()
    .max(2000)
    .optional()
    .describe("What to follow in Semantic Scholar, in its query language"),
  S2_API_KEY: z.string().optional().describe("Your key for Semantic Scholar"),
  SOURCES_URL: z
    .url({ protocol: /^https?$/, message: "an http or https address" })
    .optional()
    .describe("A mirror of the sources, each below its host's name, e.g. /export.arxiv.org/api/query"),
};

function didYouMean(text: string): string {
  const [guess] = nearestCategories(text);
  return guess === undefined ? "" : ` (did you mean ${guess}?)`;
}

type Given = z.output<z.ZodObject<typeof sourceSettings>>;

/** What is missing beside what was given, a line each. */
export function sourceProblems(given: Given): readonly string[] {
  const needs = (name: SourceName, ...settings: (keyof Given)[]) =>
    given.SOURCES.includes(name)
      ? settings
          .filter((setting) => !given[setting])
          .map((setting) => `SOURCES with ${name} also needs ${setting}.`)
      : [];
  return [
    ...needs("pubmed", "PUBMED_QUERY", "CONTACT"),
    ...needs("semantic-scholar", "S2_QUERY", "S2_API_KEY"),
  ];
}

/** The settings as the sources want them. There are no problems left. */
export function readSourceSettings(given: Given): SourceSettings {
  const { PUBMED_QUERY, CONTACT, NCBI_API_KEY, S2_QUERY, S2_API_KEY, SOURCES_URL } = given;
  return {
    names: given.SOURCES,
    arxiv: { categories: given.ARXIV_CATEGORIES, announcements: given.ARXIV_ANNOUNCEMENTS },
    feeds: given.FEEDS ?? [],
    ...(PUBMED_QUERY &&
      CONTACT && {
        pubmed: { query: PUBMED_QUERY, email: CONTACT, ...(NCBI_API_KEY && { apiKey: NCBI_API_KEY }) },
      }),
    ...(S2_QUERY && S2_API_KEY && { semanticScholar: { query: S2_QUERY, apiKey: S2_API_KEY } }),
    ...(CONTACT && { contact: CONTACT }),
    ...(SOURCES_URL && { mirror: SOURCES_URL }),
  };
}

function listOf<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(item));
}
