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
  /** JSON, see paper.ts; null in records from before there was one. */
  names: string | null;
  other_ids: string | null;
  publication: string | null;
  /** The paper that this record turned out to be; such a row is only a signpost. */
  merged_into: string | null;
  /** Grows with every batch that is written; a reader asks for what is above the last one it has seen. */
  revision: number;
  /** When the record first came in, ISO. */
  added_at: string;
  /** When what is told of it changed last, ISO; null while it is as it came in. Votes of others change nothing. */
  changed_at: string | null;
}

export interface PaperRecordRow {
  /** See known-record.ts. */
  digest: string;
  /** The paper that it belongs to. */
  paper: string;
  title_key: string;
  /** JSON: a paper as it was found. */
  record: string;
}
