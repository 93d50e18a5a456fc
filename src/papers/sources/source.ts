import type { Day } from "../../time/day.ts";
import type { FoundPaper } from "../found-paper.ts";

/** The events of a source, one after the other. */
export type SourceItem =
  | {
      readonly kind: "paper";
      readonly day: Day;
      readonly paper: FoundPaper;
      /** The part of the source in which new papers are expected, e.g. the category of a newly announced paper. */
      readonly part?: string;
    }
  /** A paper that is not taken: broken or withdrawn. */
  | { readonly kind: "left out"; readonly day: Day; readonly reason: string }
  /** A day is complete. */
  | {
      readonly kind: "done";
      readonly day: Day;
      /** The server says that nothing has changed since the last time. */
      readonly unchanged?: true;
      /** How it was read, if not the usual way, e.g. "by OAI-PMH". */
      readonly way?: string;
      /** To be remembered, and handed back the next time, once everything is stored. */
      readonly bookmark?: string;
    };

export interface FetchContext {
  readonly signal: AbortSignal;
  readonly now: Date;
  /** What the source asked to remember. */
  readonly bookmark?: string;
  /** The usual way was late or stale at the last try: take the other one, if there is one. */
  readonly doubtful: boolean;
}

/** When a source is worth asking: at times of day in a time zone, or again and again. */
export type SourceSchedule =
  | { readonly zone: string; readonly times: readonly string[] }
  | { readonly everyMinutes: number };

/** Where papers come from. Only `fetch` touches the network, and it throws nothing but SourceErrors and abort reasons. */
export interface Source {
  /** As in the settings, e.g. `arxiv`; a feed is named after its address. */
  readonly name: string;
  /** The name for people. */
  readonly label: string;
  /** The credit that the source's terms ask for. */
  readonly notice?: string;
  readonly schedule: SourceSchedule;
  /** How many days to look at each time, today included: days that can still grow. */
  readonly lookBack: number;
  /** Whether a day that was missed can be asked for later. */
  readonly remembers: boolean;
  /** The day that it is for the source. */
  today(now: Date): Day;
  /** Why a day brings nothing: `weekend`, `holiday`. Undefined where papers are expected. */
  closed(day: Day): string | undefined;
  /** Whether an open day without a single paper is a sign of trouble. */
  readonly expectsDaily: boolean;
  /** What it has for the days, latest first. Whatever was told before an error is worth keeping. */
  fetch(days: readonly Day[], context: FetchContext): AsyncIterable<SourceItem>;
}
