/** A concurrency limit for each key: so much runs at once, the rest waits in line. (For a rate, see Slack's pace.) */
export interface KeyedLimit {
  run(name: string, work: () => Promise<void>): Promise<void>;
}

/** What hangs under one key holds nothing up under another. `work` must not reject. */
export function createKeyedLimit(limit: number): KeyedLimit {
  const groups = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    async run(name, work) {
      const group = groups.get(name) ?? { running: 0, waiting: [] };
      groups.set(name, group);
      if (group.running >= limit) await new Promise<void>((turn) => group.waiting.push(turn));
      else group.running += 1;
      try {
        await work();
      } finally {
        // The slot is handed on, or given up.
        const next = group.waiting.shift();
        if (next) next();
        else group.running -= 1;
      }
    },
  };
}
