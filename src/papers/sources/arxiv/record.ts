import { hasCategoryForm } from "../../category.ts";
import { type FoundPaper, foundPaper } from "../../found-paper.ts";
import { canonicalId, doisOf } from "../../identifier.ts";
import { authorsInLines, authorsInList } from "../../import/authors.ts";

/** What arXiv's interfaces tell of a paper, as they write it. */
export interface ArxivRecord {
  /** In any form that holds the number: `oai:arXiv.org:2611.00042v1`, `http://arxiv.org/abs/2611.00042v1`. */
  readonly id: string;
  readonly title: string | undefined;
  readonly abstract: string | undefined;
  /** One line, or a list of names. */
  readonly authors: string | readonly string[];
  readonly categories: readonly string[];
  readonly comment?: string | undefined;
  readonly published?: string | undefined;
  readonly journal?: string | undefined;
  /** The published version's. */
  readonly doi?: string | undefined;
}

const WITHDRAWN = new RegExp(
  `^\\W{0,5}(?:${[
    "(?:this |the )?(?:paper|article|submission|manuscript|preprint|work)(?:,[^,.]{1,60},| \\([^()]{1,60}\\))?" +
      "(?: (?:has|have|is|was|been|being|now|since|hereby|[a-z]{2,14}ly)){0,4} withdrawn",
    "(?:(?:this|the) (?:paper's )?)?(?:authors?|we|i) (?:has |have )?withdr[ae]wn? (?:it|(?:this|the) (?:paper|article|submission|manuscript|preprint|work))",
    "withdrawn",
  ].join("|")})\\b`,
  "i",
);

/** The paper, or the reason why it is not taken. Withdrawn papers say so at the start of their comment or abstract. */
export function paperOfRecord(record: ArxivRecord): FoundPaper | string {
  const id = canonicalId(record.id.trim());
  if (id === undefined) return "no arXiv id";
  if ([record.comment, record.abstract].some((text) => isWithdrawal(text ?? ""))) return "withdrawn";
  return foundPaper({
    id,
    title: record.title,
    abstract: record.abstract,
    ...(typeof record.authors === "string"
      ? authorsInLines([record.authors])
      : authorsInList(record.authors)),
    categories: record.categories.map((category) => category.trim()).filter(hasCategoryForm),
    published: record.published,
    venue: record.journal,
    otherIds: doisOf(record.doi),
  });
}

// Abstracts come in lines.
function isWithdrawal(text: string): boolean {
  return WITHDRAWN.test(text.slice(0, 400).replace(/\s+/g, " "));
}
