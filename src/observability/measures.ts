import type { Outcome } from "../chat/reply.ts";

/** Events that the rest of the program reports; metrics.ts counts them. */
export interface Measures {
  /** A command was answered; `command` is the whole name, `ms` how long that took. */
  answered(answer: { readonly command: string; readonly outcome: Outcome; readonly ms: number }): void;
  /** A post was tried: `sent`, or how it failed, see PostFailure. */
  posted(post: { readonly platform: string; readonly outcome: string; readonly ms: number }): void;
  /** A request to a source is made again after a failure. */
  retriedSource(): void;
}

/** Figures that are looked up when somebody reads the metrics. */
export interface Standing {
  /** Papers in memory. */
  readonly indexSize: number;
  /** Lengths of queues, by what is waited for. */
  readonly waiting: Readonly<Record<string, number>>;
  /** The processes that share the database; undefined where that is a file. */
  readonly fleet?: {
    readonly replicas: number;
    /** Seconds since the most silent process was last heard of. */
    readonly oldestSeconds: number;
    /** The leases that this process holds: names from the code and the settings. */
    readonly holds: readonly string[];
  };
  /** Posts of yesterday and today, by their state in the ledger. */
  readonly posts: Readonly<Record<string, number>>;
  /** The last two weeks of each source, by verdict. */
  readonly verdicts: readonly { readonly source: string; readonly verdict: string; readonly days: number }[];
}
