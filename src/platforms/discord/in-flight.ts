/** Counts work that has begun, so that a stop can wait for it. */
export interface InFlight {
  /** Counts until the promise settles; it must handle its own failure. */
  add(work: Promise<void>): void;
  /** Resolves when nothing is left, or after `ms`; says how much was left. */
  drained(ms: number): Promise<number>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  return {
    add(work) {
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    async drained(ms) {
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([Promise.all(running), deadline]);
      clearTimeout(timer);
      return running.size;
    },
  };
}
