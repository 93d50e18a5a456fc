import type { TextFile } from "../reply.ts";

/** The setup that this version needs on a platform, and that only a person can do. */
export interface Setup {
  readonly platform: string;
  /** The whole text, to be pasted there. */
  readonly file: TextFile;
  /** The message for whoever can do that; `before` is what an earlier version needed, undefined if nobody knows. */
  news(before: string | undefined): string;
}
