/** How long an answer may take before the bot says that it takes a while, in milliseconds: most papers are fetched sooner. */
const QUICK_MS = 1000;

/** Shows that an answer takes a while, so that the asker need not ask again. */
export interface Placeholder<Shown> {
  /** Says in a few words what takes long. Only the first call shows something, and none does once the answer is there. */
  readonly working: (words: string) => void;
  /**
   * To be called when the answer is there: resolves to what was shown, for the answer to replace. Nothing is shown
   * after that.
   */
  end(): Promise<Shown | undefined>;
}

/** `show` may fail: then there is nothing to replace. */
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
