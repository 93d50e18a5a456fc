import type { Receiver } from "@slack/bolt";

/** One of the two ways in which Slack's requests reach the bot. */
export interface Intake {
  /** Where Bolt gets them from. */
  readonly receiver: Receiver;
  /** The port that it listens on, once open. */
  readonly port?: number | undefined;
  /** Whether requests reach the bot at the moment. */
  readonly isOpen: boolean;
  /** How many have arrived so far, where each takes a turn of the event loop; see createTurns. */
  readonly arrivals?: () => number;
  /** Rejects with a PlatformError that says what to do if it can never be opened. */
  open(): Promise<void>;
  /** Takes nothing new. Resolves within about two seconds. */
  close(): Promise<void>;
}
