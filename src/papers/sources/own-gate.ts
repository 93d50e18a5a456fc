import type { Gate } from "./gate.ts";

/** A gate for a program that asks once and ends: it remembers nothing longer than that, and nobody else sees it. */
export function createOwnGate(): Gate {
  const doors = new Map<string, { readonly freeAt: number; readonly failures: number }>();
  return {
    async claim(group, now) {
      const { freeAt = 0, failures = 0 } = doors.get(group) ?? {};
      return freeAt > now ? { freeAt } : { holder: group, failures };
    },
    async release(group, _, next) {
      doors.set(group, next);
    },
  };
}
