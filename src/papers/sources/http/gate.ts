/** The right to make one request. Its holder must give it back; if the process dies first, it expires. */
export interface Turn {
  readonly holder: string;
  /** How often in a row the hosts have asked to be left alone; the base of the next cool-down. */
  readonly failures: number;
}

/**
 * Keeps the next allowed moment of each group of hosts where all processes see it: a restart does not reset it, and
 * replicas share it. Times are milliseconds since 1970.
 */
export interface Gate {
  /** Takes the turn until `until`, atomically, or says when to ask again. */
  claim(group: string, now: number, until: number): Promise<Turn | { readonly freeAt: number }>;
  /** Gives the turn back: the next one may begin at `freeAt`. Does nothing if somebody else holds it by now. */
  release(
    group: string,
    turn: Turn,
    next: { readonly freeAt: number; readonly failures: number },
  ): Promise<void>;
}
