/** How long an answer may take before it is said that it does, in milliseconds: most papers are fetched in less. */
const QUICK_MS = 1000;

/** Shows that an answer takes a while, so that whoever asked need not ask again. */
export interface Placeholder<Shown> {
  /** Something takes long, in a few words. Only the first of several is shown, and none if the answer is there before. */
  readonly working: (words: string) => void;
  /** The answer is there: what was shown, for the answer to take its place. Nothing is shown any more. */
  end(): Promise<Shown | undefined>;
}

/** `show` may fail: then there is nothing to take the place of. */
export function createPlaceholder<Shown>(
  show: (words: string) => Promise<Shown | undefined>,
  quickMs = QUICK_MS,
): Placeholder<Shown> {
  let timer: NodeJS.Timeout | undefined;
  let shown: Promise<Shown | undefined> | undefined;
  let isOver = false;
  return {
    working(words) {
      if (isOver) return;
      timer ??= setTimeout(() => {
        shown = show(words).catch(() => undefined);
      }, quickMs);
    },
    async end() {
      isOver = true;
      clearTimeout(timer);
      return shown;
    },
  };
}
