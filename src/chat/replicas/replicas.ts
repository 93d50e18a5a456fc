/** The other processes that work for the same installation, as far as one has to know of them. */
export interface Replicas {
  /** The name of this one: no two have the same. */
  readonly me: string;
  /** Whether no process of a newer version runs beside this one, which knows what is current. */
  isNewest(): boolean;
  /** The leases whose names begin so and that somebody holds now. Rejects if the database can't be asked. */
  held(prefix: string): Promise<readonly HeldLease[]>;
  /** A lease that this process does not hold yet. */
  lease(name: string): ReplicaLease;
  /**
   * Resolves when it is this process's turn: on all of them together, one comes each `everyMs` milliseconds. Rejects when the
   * signal is aborted.
   */
  turn(name: string, everyMs: number, signal: AbortSignal): Promise<void>;
}

/** A right that one process at a time has, and that ends by itself if that process dies. */
export interface ReplicaLease {
  /** Whether this process surely has it: no longer after it slept, until `tend` says so. */
  isHeld(): boolean;
  /** Renews it, or takes it if it is free; false if somebody else has it. To be called every few seconds. May reject. */
  tend(): Promise<boolean>;
  /** Gives it back, for an heir to have it at once. */
  release(): Promise<void>;
}

/** A lease as others see it. */
export interface HeldLease {
  readonly name: string;
  readonly holder: string;
  /** When it was last renewed. */
  readonly renewedAt: Date;
}
