import type { Library } from "../src/library/library.ts";

/** What commands work on. */
export interface Services {
  readonly library: Library;
  /** Brings one paper by its canonical id, waiting a few seconds at most; absent where there is no network to ask. */
  readonly fetchPaper?: (id: string) => Promise<Fetched>;
  /** What the terms of the sources ask to be shown. */
  readonly notices?: readonly string[];
}

/** What came of fetching a paper. `unsupported`: ids of its kind cannot be looked up. `busy`: too many are on their way. */
export type Fetched = "stored" | "fetching" | "unknown" | "unsupported" | "unreachable" | "busy";
