/** The tables, as both databases see them. Lists are JSON text; dates are ISO text. */
export interface Schema {
  papers: PaperRow;
  counters: { name: string; value: number };
  settings: { name: string; value: string };
}

export interface PaperRow {
  id: string;
  title: string;
  /** The title without case, punctuation and spaces, for matching records that carry no id. */
  title_key: string;
  abstract: string | null;
  summary: string | null;
  keywords: string;
  authors: string;
  authors_count: number | null;
  published: string | null;
  categories: string;
  venue: string | null;
  url: string | null;
  code_url: string | null;
  upvotes: number | null;
  /** The paper that this record turned out to be; such a row is only a signpost. */
  merged_into: string | null;
  /** Grows with every batch that is written; a reader asks for what is above the last one it has seen. */
  revision: number;
  /** When the record first came in, ISO. */
  added_at: string;
}
