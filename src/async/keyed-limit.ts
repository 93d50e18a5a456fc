/** Runs work side by side, up to a limit for each name; the rest waits in line. */
export interface Lanes {
  run(name: string, work: () => Promise<void>): Promise<void>;
}

/** A platform that stands still fills its own lane only. `work` must not reject. */
export function createLanes(limit: number): Lanes {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    async run(name, work) {
      const lane = lanes.get(name) ?? { running: 0, waiting: [] };
      lanes.set(name, lane);
      if (lane.running >= limit) await new Promise<void>((turn) => lane.waiting.push(turn));
      else lane.running += 1;
      try {
        await work();
      } finally {
        // The place in the lane is handed on, or given up.
        const next = lane.waiting.shift();
        if (next) next();
        else lane.running -= 1;
      }
    },
  };
}
