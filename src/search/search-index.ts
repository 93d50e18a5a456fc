import type { Paper } from "../papers/paper.ts";

// The port of search: types alone, so that every layer behind it may use them.

/** Which part of a ranking is wanted. */
export interface Window {
  /** Counts from 0; past the end there are no hits. */
  readonly offset: number;
  /** How many hits at most. The time that an answer takes grows with `offset + limit`. */
  readonly limit: number;
}

export interface Hit {
  readonly paper: Paper;
  /** Comparable within one answer only; it has no unit and no bound. */
  readonly score: number;
  /** Why it is there, in a person's words, e.g. `Matches “streaming” in the title; “gausian” read as “gaussian”`. */
  readonly why: string;
  /** The part of it that the paper's title does not show by itself: `“gausian” read as “gaussian”`, `in the abstract only`. */
  readonly note?: string;
}

export interface SearchResult {
  /**
   * How many papers match in all, with those that are shown because they are like the few that match. Exact to 1,000 where nothing but
   * words decides; if there are more, at least so many.
   */
  readonly total: number;
  /** How many of them have every word that was typed; absent where papers are not found by words. */
  readonly complete?: number;
  /** At most as many as the window's limit. */
  readonly hits: readonly Hit[];
  /** Things to try instead, as whole queries; at most three, and only where nothing was found. */
  readonly alternatives: readonly string[];
  /** What of the query was left out, because so few papers match it beside all its words. Those that do come first. */
  readonly relaxed?: Relaxed;
  /** How the papers divide up; only where a query matches more than ten. */
  readonly facets?: Facets;
}

/** Parts of a query that nearly no paper matches. */
export interface Relaxed {
  /** As they were typed: `"what you see"`, `year:1890`. */
  readonly parts: readonly string[];
  /** How many papers match them, all of them first in the list; 0 to 2. */
  readonly matching: number;
}

/** What a long list can be narrowed down by. */
export interface Facets {
  /** How many papers have public code. */
  readonly withCode: number;
  /** How many papers are of each year, the newest first; those of unknown date are in none. */
  readonly years: readonly { readonly year: number; readonly papers: number }[];
}

/**
 * Papers that can be searched. Every answer is a promise, so that a worker or another engine can stand behind this port; each is
 * computed from one state of the papers, with the changes before it and none of those after it. Nothing blocks the event loop
 * for more than 50 ms.
 *
 * Where a snapshot holds the papers and its file turns out to be damaged, an answer rejects with a SnapshotError; the next start makes
 * the index anew.
 */
export interface SearchIndex {
  /** How many papers there are. */
  readonly size: number;
  /** Another number whenever a paper has come, changed or gone: what was found before may not hold any more. */
  readonly version: number;
  /** Adds papers, or replaces those whose ids are known, a few at a time with the event loop free in between. Each can be found at once. */
  add(papers: Iterable<Paper>): Promise<void>;
  /**
   * Learns from the papers which words mean much the same (LSA), and which bigrams tell something, if enough of them have come
   * since the last time; the event loop is free in between. Until then, and in a small library, words count as they are.
   * Ends early once aborted. Returns whether it has learned anything that a file would keep.
   */
  refine(signal?: AbortSignal): Promise<boolean>;
  /** Takes out a paper; an unknown id is ignored. */
  remove(id: string): Promise<void>;
  /** The paper with exactly this id, or with it among its other ids; undefined if there is none. */
  get(id: string): Promise<Paper | undefined>;
  /**
   * Answers a query in the query language (see query-language.ts). Of a longer text 3,000 characters and 32 words are read.
   * Rejects with a UserError that explains an empty query or a malformed filter.
   */
  search(query: string, window: Window): Promise<SearchResult>;
  /** Answers plain words: no filters, no operators, never a UserError. For texts that are not typed as a query. No words find every paper, the newest first. */
  searchWords(text: string, window: Window): Promise<SearchResult>;
  /** Papers like the given ones, best first, without themselves and without near-duplicates. Unknown ids are ignored. */
  similar(ids: readonly string[], window: Window): Promise<SearchResult>;
  /** The paper meant by an id, a link, or (a part of) a title; up to ten if the words fit several equally well, none if unknown. */
  resolve(text: string): Promise<readonly Paper[]>;
  /** Titles that complete a half-typed text, best first, at most `limit`; those of the most voted papers for an empty one. */
  suggestTitles(partial: string, limit: number): Promise<readonly Paper[]>;
  /** Queries (titles, topics, corrected spellings) that complete a half-typed one, best first, at most `limit`; the commonest topics for an empty one. */
  suggestQueries(partial: string, limit: number): Promise<readonly string[]>;
  /** How many papers each category has, in no order: 100,000 papers are counted in some milliseconds. */
  categories(): Promise<ReadonlyMap<string, number>>;
  /**
   * What a recommender compares thousands of papers by, in loops that cannot wait. The first one after a start, or after many papers
   * have come, counts bigrams before, with the event loop free in between; the same one until a paper comes, changes or goes.
   */
  reader(): Promise<IndexReader>;
}

/** A place in the LSA space, 100 numbers. Of unit length, or zero while nothing is learned. */
export type LsaVector = Float32Array;

/** A paper with how much it counts, above 0. */
export interface WeightedDoc {
  readonly doc: number;
  readonly weight: number;
}

/**
 * The papers as a recommender reads them, at once. A doc is the ordinal of a paper and must be in use: it stands for that paper
 * as long as the reader `isCurrent`, and nothing that is read here holds any longer. So who waits in between asks again.
 */
export interface IndexReader {
  /** Whether no paper has come, changed or gone since this reader was made. */
  readonly isCurrent: boolean;
  /** How many papers there are. */
  readonly size: number;
  docOf(id: string): number | undefined;
  id(doc: number): string;
  /** Below zero if the id of the first doc stands before that of the second. */
  compareIds(a: number, b: number): number;
  /** Unpacked anew each time, in some ten microseconds: what is asked of thousands has functions of its own. Throws a SnapshotError. */
  paper(doc: number): Paper;
  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  published(doc: number): string | undefined;
  /** 0 for unknown. */
  votes(doc: number): number;
  /** The same array for all papers with the same categories. */
  categories(doc: number): readonly string[];
  /** A line for each author, folded, without apostrophes. */
  authors(doc: number): string;
  /** The same for all titles with one key (see `titleKey`), and hardly ever for others. */
  titleHash(doc: number): number;
  /** The newest papers; the newest first. Asked again for as many, this and the next two return the same array. */
  newest(count: number): readonly number[];
  /** The papers with the most votes, the newest of those first. */
  mostVoted(count: number): readonly number[];
  /** At most `count` papers spread evenly over all: what is usual, to compare with. */
  background(count: number): readonly number[];
  /** The newest papers of a day (YYYY-MM-DD) and before; the newest first. */
  newestUntil(day: string, count: number): readonly number[];
  /** The newest papers of an author, at most `count`. Every part of the name must begin a word of one and the same author's name. */
  byAuthor(name: string, count: number): readonly number[];
  /** The best `count` papers for plain words by BM25, as the search has it: best first, each with its share of the best score. */
  bm25(words: string, count: number): ReadonlyMap<number, number>;
  /** How well papers fit plain words, 0 to 1, by BM25F: it means the same for different words and in different libraries. */
  bm25f(words: string): (doc: number) => number;
  /** Why a paper matches plain words, as a hit says it; empty if it does not. */
  explainWords(words: string, doc: number): string;
  /** Makes a paper's tf-idf vector, a tenth of a millisecond, unless it is there: for doing so in small steps. */
  prepare(doc: number): void;
  /** Lays these papers' vectors out, in some ten milliseconds, so that `centroidCosines` of the same array takes a fraction of the time. */
  layOut(docs: readonly number[]): void;
  /** The tf-idf cosine of other papers with this one, 0 to 1. */
  textCosine(doc: number): (other: number) => number;
  /** The tf-idf cosines of papers with the weighted sum of the examples, in the order of `docs`; all 0 without examples. */
  centroidCosines(examples: readonly WeightedDoc[], docs: readonly number[]): Float32Array;
  /** A copy: the caller may change it. */
  lsaVector(doc: number): LsaVector;
  /** The cosine of a place in the LSA space, if that is of unit length, and a paper's; −1 to 1. */
  lsaCosine(vector: LsaVector, doc: number): number;
}

/** An index that can be kept in a file, so that the next start need not make it anew. */
export interface PersistentSearchIndex extends SearchIndex {
  /** Stands for all that decides whether this program can read a file: the same text, the same format. */
  readonly format: string;
  /**
   * Writes everything to a file, in the background: changes wait meanwhile, answers do not. The file is there as a whole or not at
   * all, whatever happens, and whoever reads an older one at this place is not disturbed. `note` is handed back by `load`.
   */
  save(file: string, note: string): Promise<void>;
  /**
   * Takes everything from a file, in place of what was there; papers are read from it as they are needed. Rejects with a SnapshotError,
   * with nothing changed, if the file is damaged, of another version of the program, or its note is not accepted.
   */
  load(file: string, accept: (note: string) => boolean): Promise<void>;
  /**
   * Has `listener` told the path of a file in which a paper turned out to be unreadable, maybe several times. The index leaves it
   * where it is; whoever owns it should discard it, or the next start reads it again.
   */
  onDamage(listener: (file: string) => void): void;
  /** Lets go of the file. Nothing may be asked afterwards. */
  close(): Promise<void>;
}
