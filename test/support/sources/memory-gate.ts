import type { Gate } from "../../../src/papers/sources/http/gate.ts";

/** A gate in memory: it forgets everything when its process ends. `freeAt` shows when a group may be asked again. */
export function memoryGate(): Gate & { freeAt(group: string): number } {
  const doors = new Map<string, { freeAt: number; failures: number; holder: string }>();
  let turns = 0;
  return {
    async claim(group, now, until) {
      const { freeAt = 0, failures = 0 } = doors.get(group) ?? {};
      if (freeAt > now) return { freeAt };
      const holder = `turn ${++turns}`;
      doors.set(group, { freeAt: until, failures, holder });
      return { holder, failures };
    },
    async release(group, { holder }, next) {
      if (doors.get(group)?.holder === holder) doors.set(group, { ...next, holder: "" });
    },
    freeAt: (group) => doors.get(group)?.freeAt ?? 0,
  };
}
