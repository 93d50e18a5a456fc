import { exactDate } from "../exact-date.ts";
import { type FoundPaper, foundPaper } from "../found-paper.ts";
import type { PublicationDraft } from "../found-publication.ts";
import { arxivMonth, canonicalId, findIds } from "../identifier.ts";
import type { PublicationType } from "../paper.ts";
import type { AuthorList } from "./authors.ts";
import { type NamedIds, namedIds } from "./named-ids.ts";

/** What a reference manager knows of one work, in its own words: raw texts, maybe with LaTeX, entities or tags. */
export interface Reference {
  readonly title: string | undefined;
  readonly authors: AuthorList;
  /** Texts of which each may be an identifier or a link to the work; those that name something else are passed over. */
  readonly identifiers: readonly (string | undefined)[];
  /** Free texts, in which only labelled identifiers count. */
  readonly notes?: readonly (string | undefined)[];
  /** As `publicationDate` gives it. */
  readonly published: string | undefined;
  readonly abstract: string | undefined;
  readonly keywords: string[];
  /** The journal, the proceedings or the repository. */
  readonly venue: string | undefined;
  readonly links: readonly (string | undefined)[];
  readonly publication?: PublicationDraft;
  readonly categories?: string[];
}

/**
 * The paper that a reference is about. An arXiv id is taken before a DOI, wherever it stands: under it the library knows
 * preprints. A string is the reason why there is no paper in it.
 */
export function paperOfReference(reference: Reference): FoundPaper | string {
  const {
    venue = "",
    authors: { names, hasMore },
  } = reference;
  const isPreprint = /^\s*(?:arxiv\b|corr\s*$)/i.test(venue);
  const named = [...(reference.notes ?? []), ...reference.links].map((note) => namedIds(note ?? ""));
  // Labelled ids go before ids that are only part of a link.
  const texts = new Set([...reference.identifiers, ...named.flatMap((one) => one.ids), ...reference.links]);
  const ids = [...texts].flatMap((text) =>
    text === undefined ? [] : (canonicalId(withoutLabel(text)) ?? []),
  );
  if (isPreprint) ids.push(...findIds(venue));
  const id = ids.find((one) => one.startsWith("arxiv:")) ?? ids[0];
  const doi = ids.find((one) => one.startsWith("doi:"));
  return foundPaper({
    id,
    otherIds: doi === undefined ? [] : [doi],
    title: reference.title,
    abstract: reference.abstract,
    keywords: reference.keywords,
    names: [...names],
    authorsCount: hasMore ? names.length + 1 : undefined,
    published: reference.published ?? (id === undefined ? undefined : arxivMonth(id)),
    categories: reference.categories,
    venue: isPreprint ? undefined : venue,
    url: reference.links.find(isHttps) ?? reference.links.find((link) => /^http:/i.test(link ?? "")),
    publication: publicationOf(
      reference,
      named,
      isPreprint || (venue === "" && doi === undefined && id?.startsWith("arxiv:") === true),
    ),
  });
}

function isHttps(link: string | undefined): boolean {
  return link !== undefined && /^https:/i.test(link);
}

/** Types that other kinds of record stand for where a paper is on arXiv alone: an article without a journal is none. */
const MAYBE_PREPRINTS: ReadonlySet<PublicationType | undefined> = new Set([
  undefined,
  "article",
  "misc",
  "online",
  "preprint",
]);

function publicationOf(
  { venue = "", published, publication = {} }: Reference,
  named: readonly NamedIds[],
  isOnArxiv: boolean,
): PublicationDraft {
  const { type, titleParts } = publication;
  // Where the journal is "arXiv e-prints", its volume and number are about that.
  if (isOnArxiv && MAYBE_PREPRINTS.has(type)) return { type: "preprint", titleParts };
  return {
    ...publication,
    pmid: publication.pmid || named.find(({ pmid }) => pmid !== undefined)?.pmid,
    pmcid: publication.pmcid || named.find(({ pmcid }) => pmcid !== undefined)?.pmcid,
    // Without a venue, the date may be the preprint's as well.
    date: venue === "" && !BY_THEMSELVES.has(type) ? undefined : published,
  };
}

/** Types that are published without a venue. */
const BY_THEMSELVES: ReadonlySet<PublicationType | undefined> = new Set([
  "book",
  "phdthesis",
  "mastersthesis",
  "thesis",
  "report",
  "manual",
  "booklet",
  "patent",
]);

/**
 * `2026`, `2026-11` or `2026-11-17` from a date as people and programs write it (`2026/11/17/`, `2026///`, `11/2026`,
 * `17 November 2026`, `c2026a`): as much of it as is certain. Undefined without a year.
 */
export function publicationDate(text: string): string | undefined {
  const plain = text.slice(0, 200);
  const ordered = /(?<!\d)(\d{4})(?:[-/.](\d{1,2})?(?:[-/.](\d{1,2}))?)?(?!\d)/.exec(plain);
  const [, year = "", month, day] = ordered ?? [];
  if (month !== undefined) return dateOf(year, month, day);
  const turned = /(?<![\d/.-])(\d{1,2})[/.-](\d{4})(?!\d)/.exec(plain);
  if (turned !== null) return dateOf(turned[2] ?? "", turned[1]);
  const named = monthNumber(plain);
  return dateOf(year, named, named === undefined ? undefined : /(?<!\d)\d{1,2}(?!\d)/.exec(plain)?.[0]);
}

/** The names in a list that separates them with commas or semicolons. */
export function keywordsOf(list: string | undefined): string[] {
  if (list === undefined) return [];
  return list
    .split(list.includes(";") ? ";" : ",")
    .map((word) => word.trim())
    .filter(Boolean);
}

function dateOf(year: string, month?: string, day?: string): string | undefined {
  // Zeros stand for what is not known.
  if (!/^\d{4}$/.test(year) || year === "0000") return undefined;
  const parts = [year, ...[month, day].map((part) => part?.padStart(2, "0"))];
  const wholes = [parts, parts.slice(0, 2), parts.slice(0, 1)].filter((some) => !some.includes(undefined));
  return wholes.map((some) => exactDate(some.join("-"))).find((date) => date !== undefined);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = new RegExp(`(?<![a-z])(?:${MONTHS.join("|")})`, "i");

function monthNumber(text: string): string | undefined {
  const name = MONTH.exec(text)?.[0].toLowerCase();
  return name === undefined ? undefined : String(MONTHS.indexOf(name) + 1);
}

// "arXiv preprint arXiv:2611.00042", "DOI: 10.1000/toy".
function withoutLabel(text: string): string {
  return text
    .slice(0, 4096)
    .trimStart()
    .replace(/^(?:arxiv\s+(?:preprint|e-?print)\b[\s,:]*|url\s*:\s*|doi[\s:]*(?=10\.|http))/i, "");
}
