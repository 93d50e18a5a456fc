import type { Paper } from "../papers/paper.ts";
import type { PaperVectors } from "./vectors/paper-vectors.ts";

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
  /** How many papers match in all, with those that are shown because they are like the few that match. */
  readonly total: number;
  readonly hits: readonly Hit[];
  /** Things to try instead, as whole queries; only where nothing, or nearly nothing, was found. */
  readonly instead: readonly string[];
  /** How the papers divide up; only where a query matches many. */
  readonly facets?: Facets;
}

/** What a long list can be narrowed down by. */
export interface Facets {
  /** How many papers have public code. */
  readonly withCode: number;
  /** How many papers are of each year, the newest first; those of unknown date are in none. */
  readonly years: readonly { readonly year: number; readonly papers: number }[];
}

/** The papers in memory, ready to be asked. Nothing in it blocks the event loop for more than 50 ms. */
export interface SearchIndex {
  readonly size: number;
  /** Another number whenever a paper has come, changed or gone: what was found before may not hold any more. */
  readonly version: number;
  /** Adds papers, or replaces those whose ids are known, a few at a time with the event loop free in between. */
  add(papers: Iterable<Paper>): Promise<void>;
  /**
   * Learns from the papers which words mean much the same, and which pairs of words tell something, if enough of them have come
   * since the last time; the event loop is free in between. Until then, and in a small library, words count as they are.
   * Ends early once aborted. Returns whether it has learned anything that a file would keep.
   */
  refine(signal?: AbortSignal): Promise<boolean>;
  remove(id: string): Promise<void>;
  get(id: string): Paper | undefined;
  /** Answers a query in the query language (see query.ts). Throws a UserError that explains a malformed filter. */
  search(query: string, window: Window): SearchResult;
  /** Answers plain words: no filters, no operators. For texts that are not typed as a query, such as topic words. */
  searchWords(text: string, window: Window): SearchResult;
  /** Why a paper matches plain words, as a hit says it; empty if it does not. */
  explainWords(text: string, id: string): string;
  /** Papers like the given ones, best first, without themselves. Unknown ids are ignored. */
  similar(ids: readonly string[], window: Window): SearchResult;
  /** The paper meant by an id, a link, or (a part of) a title; several if the words fit several equally well. */
  resolve(text: string): readonly Paper[];
  /** The papers as they are compared with each other. */
  readonly vectors: PaperVectors;
  /** Titles that complete a half-typed text, best first; useful defaults for an empty one. */
  suggestTitles(partial: string, limit: number): readonly Paper[];
  /** Queries (titles, topics, corrected spellings) that complete a half-typed one, best first. */
  suggestQueries(partial: string, limit: number): readonly string[];
}

/** An index that can be kept in a file, so that the next start need not make it anew. */
export interface PersistentSearchIndex extends SearchIndex {
  /**
   * Writes everything to a file, in the background: changes wait meanwhile, answers do not. The file is there as a whole or not at
   * all, whatever happens, and whoever reads an older one at this place is not disturbed. `note` is handed back by `load`.
   */
  save(file: string, note: string): Promise<void>;
  /**
   * Takes everything from a file, in place of what was there; papers are read from it as they are needed. Throws a SnapshotError,
   * with nothing changed, if the file is damaged, of another version of the program, or its note is not accepted.
   */
  load(file: string, accept: (note: string) => boolean): Promise<void>;
  /** Lets go of the file. Nothing may be asked afterwards. */
  close(): Promise<void>;
}
