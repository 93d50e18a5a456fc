import type { Paper } from "../papers/paper.ts";

/** Which part of a ranking is wanted. `offset` counts from 0. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

export interface Hit {
  readonly paper: Paper;
  /** Comparable within one answer only. */
  readonly score: number;
  /** Why it is there, in a person's words, e.g. `matches streaming, video; "gausian" read as "gaussian"`. */
  readonly why: string;
}

export interface SearchResult {
  /** How many papers match in all. */
  readonly total: number;
  readonly hits: readonly Hit[];
  /** Things to try instead, as whole queries; only where nothing, or nearly nothing, was found. */
  readonly instead: readonly string[];
}

/** The papers in memory, ready to be asked. Nothing in it blocks the event loop for more than 50 ms. */
export interface SearchIndex {
  readonly size: number;
  /** Another number whenever a paper has come, changed or gone: what was found before may not hold any more. */
  readonly version: number;
  /** Adds papers, or replaces those whose ids are known, a few at a time with the event loop free in between. */
  add(papers: Iterable<Paper>): Promise<void>;
  /**
   * Learns from the papers which words mean much the same, if enough of them have come since the last time; the event
   * loop is free in between. Until then, and in a small library, words count as they are. Ends early once aborted.
   */
  refine(signal?: AbortSignal): Promise<void>;
  remove(id: string): void;
  get(id: string): Paper | undefined;
  /** Answers a query in the query language (see query.ts). Throws a UserError that explains a malformed filter. */
  search(query: string, window: Window): SearchResult;
  /** Answers plain words: no filters, no operators. For texts that are not typed as a query, such as topic words. */
  searchWords(text: string, window: Window): SearchResult;
  /** Papers like the given ones, best first, without themselves. Unknown ids are ignored. */
  similar(ids: readonly string[], window: Window): SearchResult;
  /** The paper meant by an id, a link, or (a part of) a title; several if the words fit several equally well. */
  resolve(text: string): readonly Paper[];
  /** Titles that complete a half-typed text, best first; useful defaults for an empty one. */
  suggestTitles(partial: string, limit: number): readonly Paper[];
  /** Queries (titles, topics, corrected spellings) that complete a half-typed one, best first. */
  suggestQueries(partial: string, limit: number): readonly string[];
}
