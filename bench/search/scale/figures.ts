/** What is measured of an engine with a library of one size. Times are in milliseconds, of the wall clock. */
export interface Figures {
  /** Seconds for indexing, learning and saving included. */
  readonly indexing: number;
  /** The longest that anything else had to wait meanwhile. */
  readonly block: number;
  /** From the start of a process to its first answer; only where an index can be saved. */
  readonly firstAnswer?: number;
  /** Megabytes of the process that answers, after its first answers. */
  readonly memory: number;
  readonly twoWords: Latency;
  readonly fiveWords: Latency;
}

export interface Latency {
  readonly p50: number;
  readonly p95: number;
}

/** A figure as it is printed. Speeds are left to the reader: everything here grows with the library, and the less the better. */
export interface Row {
  readonly label: string;
  readonly unit: string;
  readonly of: (figures: Figures) => number | undefined;
}

export const ROWS: readonly Row[] = [
  { label: "2 words, p50", unit: "ms", of: ({ twoWords }) => twoWords.p50 },
  { label: "2 words, p95", unit: "ms", of: ({ twoWords }) => twoWords.p95 },
  { label: "5 words, p50", unit: "ms", of: ({ fiveWords }) => fiveWords.p50 },
  { label: "5 words, p95", unit: "ms", of: ({ fiveWords }) => fiveWords.p95 },
  { label: "first answer", unit: "ms", of: ({ firstAnswer }) => firstAnswer },
  { label: "memory", unit: "MB", of: ({ memory }) => memory },
  { label: "indexing", unit: "s", of: ({ indexing }) => indexing },
  { label: "longest block", unit: "ms", of: ({ block }) => block },
];

/** With which power of the size a figure grows: 0 not at all, 1 in proportion. Undefined without two positive values. */
export function exponent(
  from: { readonly size: number; readonly value: number },
  to: { readonly size: number; readonly value: number },
): number | undefined {
  if (from.value <= 0 || to.value <= 0 || from.size === to.size) return undefined;
  return Math.log(to.value / from.value) / Math.log(to.size / from.size);
}
