/** A concurrency limit for each key: up to `limit` tasks run at once, the others wait in line. (For a rate, see Slack's pace.) */
export interface KeyedLimit {
  run(name: string, work: () => Promise<void>): Promise<void>;
}

/** A task that hangs under one key holds up no other key. `work` must not reject. */
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
        // The slot is handed on, or freed.
        const next = group.waiting.shift();
        if (next) next();
        else group.running -= 1;
      }
    },
  };
}
