/** A limit on what runs at once, where nobody waits for long. */
export interface Admission {
  /** Resolves to what is to be called at the end, once it is one's turn; to undefined where that would take too long. */
  enter(): Promise<(() => void) | undefined>;
}

interface AdmissionOptions {
  readonly atOnce: number;
  /** So many wait in line; who comes when there are as many is refused at once. */
  readonly line: number;
  /** So long one waits at most, in milliseconds. */
  readonly waitMs: number;
}

export function createAdmission({ atOnce, line, waitMs }: AdmissionOptions): Admission {
  let running = 0;
  const waiting = new Set<() => void>();

  /** Ends one's turn: the place is handed on, or given up. Again, it does nothing. */
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
