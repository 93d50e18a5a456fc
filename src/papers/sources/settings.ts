/** The sources that have a name of their own; feeds are named after their addresses. */
export const SOURCE_NAMES = [
  "huggingface",
  "arxiv",
  "biorxiv",
  "medrxiv",
  "pubmed",
  "semantic-scholar",
] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** How a paper came to be in a day's list: announced for the first time, also listed elsewhere, or revised. */
export const ANNOUNCEMENTS = ["new", "cross", "replace"] as const;
export type Announcement = (typeof ANNOUNCEMENTS)[number];

export interface ArxivOptions {
  readonly categories: readonly string[];
  readonly announcements: readonly Announcement[];
}

export interface PubmedOptions {
  /** In PubMed's query language. */
  readonly query: string;
  /** NCBI asks for an address to write to. */
  readonly email: string;
  readonly apiKey?: string;
}

export interface SemanticScholarOptions {
  /** In the query language of its bulk search. */
  readonly query: string;
  /** The operator's own: the keyless pool of the whole world is always used up. */
  readonly apiKey: string;
}

/** What the operator chose. */
export interface SourceSettings {
  readonly names: readonly SourceName[];
  readonly arxiv: ArxivOptions;
  /** Addresses of feeds. */
  readonly feeds: readonly string[];
  /** Given where `names` has `pubmed`. */
  readonly pubmed?: PubmedOptions;
  /** Given where `names` has `semantic-scholar`. */
  readonly semanticScholar?: SemanticScholarOptions;
  /** An e-mail address that hosts may write to, sent with every request. */
  readonly contact?: string;
  /** Serves what the hosts would, each below its name. */
  readonly mirror?: string;
}
