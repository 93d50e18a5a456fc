import type { Library } from "../src/library/library.ts";

/** What commands work on. */
export interface Services {
  readonly library: Library;
}
