/** A clock that stands still until it is set. */
export interface TestClock {
  readonly now: () => Date;
  set(iso: string | Date): void;
  advance(ms: number): void;
}

export function createClock(iso: string): TestClock {
  let time = Date.parse(iso);
  return {
    now: () => new Date(time),
    set(to) {
      time = new Date(to).getTime();
    },
    advance(ms) {
      time += ms;
    },
  };
}
