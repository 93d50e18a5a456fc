interface RecentOptions {
  /** How long an answer stays fresh, in milliseconds. */
  readonly forMs: number;
  /** How many answers are kept; the oldest go first. */
  readonly most: number;
  readonly now: () => number;
}

/**
 * Repeats the answer of a moment ago, and gives one answer to all who ask while it is being worked out. Failures are
 * not kept.
 */
export function createRecent<T>({ forMs, most, now }: RecentOptions) {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (name: string, find: () => Promise<T>): Promise<T> => {
    const known = kept.get(name);
    // Setting the clock back makes no old answer fresh.
    if (known && Math.abs(now() - known.at) < forMs) return known.answer;
    const answer = find();
    kept.delete(name);
    kept.set(name, { at: now(), answer });
    answer.catch(() => {
      if (kept.get(name)?.answer === answer) kept.delete(name);
    });
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
    return answer;
  };
}
