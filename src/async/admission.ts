/** A limit on how much runs at once, under which nobody waits for long. */
export interface Admission {
  /** Resolves to a function to call at the end, once it is the caller's turn; to undefined if that would take too long. */
  enter(): Promise<(() => void) | undefined>;
}

interface AdmissionOptions {
  readonly atOnce: number;
  /** The longest queue: whoever comes when it is full is refused at once. */
  readonly line: number;
  /** The longest wait, in milliseconds. */
  readonly waitMs: number;
}

export function createAdmission({ atOnce, line, waitMs }: AdmissionOptions): Admission {
  let running = 0;
  const waiting = new Set<() => void>();

  /** Ends a turn: the slot is handed on, or freed. Calling it again does nothing. */
  function leaving(): () => void {
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      const [next] = waiting;
      if (next) next();
      else running -= 1;
    };
  }

  return {
    enter() {
      if (running < atOnce) {
        running += 1;
        return Promise.resolve(leaving());
      }
      if (waiting.size >= line) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(turn);
          resolve(undefined);
        }, waitMs);
        const turn = () => {
          clearTimeout(timer);
          waiting.delete(turn);
          resolve(leaving());
        };
        waiting.add(turn);
      });
    },
  };
}
