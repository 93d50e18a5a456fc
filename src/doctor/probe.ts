import type { DoctorFinding } from "./finding.ts";

/** The time that a server's answer gives. */
export interface HeardTime {
  /** Whose it is, e.g. "Discord". */
  readonly from: string;
  /** Its `Date` header, which has whole seconds, in milliseconds since 1970; NaN if it has none. */
  readonly said: number;
  /** This machine's clock when the answer came, in milliseconds since 1970. */
  readonly here: number;
}

/** What a probe gets for one examination. */
export interface Look {
  /** Aborted when its time has run out. */
  readonly signal: AbortSignal;
  /** Notes the time of a server, which every answer over HTTP has. */
  heard(time: HeardTime): void;
}

/** Examines one part of the bot. It changes nothing. */
export interface Probe {
  /** The section that its findings belong to. */
  readonly title: string;
  look(look: Look): Promise<readonly DoctorFinding[]>;
}

/** A channel that gets papers, for the probe that checks whether it can. */
export interface SubscribedChannel {
  readonly channel: string;
  /** What it belongs to, where that is known. */
  readonly server?: string;
}
