import type { TextFile } from "../reply.ts";

/** What has to be set up by hand on a platform, as this version wants it. */
export interface Setup {
  readonly platform: string;
  /** All of it, to be pasted there. */
  readonly file: TextFile;
  /** What to tell whoever can do that; `before` is what an earlier version wanted, undefined if nobody knows. */
  news(before: string | undefined): string;
}
