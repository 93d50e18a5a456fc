import type { DoctorFinding } from "./finding.ts";

/** What a server's answer says of the time. */
export interface HeardTime {
  /** Whose it is, e.g. "Discord". */
  readonly from: string;
  /** Of its `Date` header, which is in whole seconds, in milliseconds since 1970; NaN where it has none. */
  readonly said: number;
  /** This machine's clock when the answer came, in milliseconds since 1970. */
  readonly here: number;
}

/** What a look may use beside what it was made with. */
export interface Look {
  /** Aborted when the time for the look has run out. */
  readonly signal: AbortSignal;
  /** Notes what time a server says it is: every answer over HTTP has it. */
  heard(time: HeardTime): void;
}

/** A look at one part of the bot. It changes nothing. */
export interface Probe {
  /** The section that its findings belong to. */
  readonly title: string;
  look(look: Look): Promise<readonly DoctorFinding[]>;
}

/** A channel that gets papers, for who looks whether it can. */
export interface SubscribedChannel {
  readonly channel: string;
  /** What it belongs to, where that is known. */
  readonly server?: string;
}
