import {
  createHttpClient,
  type HttpClient,
  type HttpParts,
} from "../../../src/papers/sources/http/client.ts";
import { memoryGate } from "./memory-gate.ts";

export interface TestClient extends HttpClient {
  /** Every pause that was made, in milliseconds: the clock moved on by as much, and nobody waited. */
  readonly pauses: readonly number[];
  /** Milliseconds since 1970. */
  now(): number;
}

/** A client whose clock stands still but for its pauses, from `start` on. */
export function testClient(parts: Partial<HttpParts> & { readonly start?: Date } = {}): TestClient {
  const pauses: number[] = [];
  let now = (parts.start ?? new Date("2026-11-20T09:00:00Z")).getTime();
  const client = createHttpClient({
    gate: memoryGate(),
    userAgent: "Paperboy/test (mailto:lab@example.org)",
    now: () => now,
    sleep: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
    random: () => 1,
    ...parts,
  });
  return { ...client, pauses, now: () => now };
}
