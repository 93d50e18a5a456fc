import type { Receiver } from "@slack/bolt";

/** One of the two ways in which Slack's requests reach us. */
export interface Intake {
  /** What Bolt gets them from. */
  readonly receiver: Receiver;
  /** The port that is listened on, once open. */
  readonly port?: number | undefined;
  /** Whether requests reach us at the moment. */
  readonly isOpen: boolean;
  /** How many have reached us so far, where each takes a turn of the event loop; see createTurns. */
  readonly arrivals?: () => number;
  /** Rejects with a PlatformError that says what to do if it never can be opened. */
  open(): Promise<void>;
  /** Takes nothing new. Resolves within about two seconds. */
  close(): Promise<void>;
}
