import { describe, expect, it, vi } from "vitest";
import { StoreError } from "../../src/errors.ts";
import { createReadiness, type ReadinessParts } from "../../src/observability/readiness.ts";

function someReadiness(parts: Partial<ReadinessParts>) {
  let time = 0;
  const readiness = createReadiness({ stop: new AbortController().signal, elapsed: () => time });
  readiness.begin({ platforms: () => [], isLoading: () => false, probeWrite: async () => {}, ...parts });
  return {
    reasons: () => readiness.reasons(),
    pass(ms: number) {
      time += ms;
    },
  };
}

describe("readiness", () => {
  it("names everything that is missing at once, and nothing that an error says", async () => {
    const { reasons } = someReadiness({
      platforms: () => [
        { name: "discord", state: "ready" },
        { name: "slack", state: "reconnecting", tokenProblem: async () => "not asked while it is away" },
        { name: "email", state: "failed" },
      ],
      isLoading: () => true,
      probeWrite: () => Promise.reject(new StoreError("/home/bees is full", { reason: "the disk is full" })),
    });
    expect(await reasons()).toEqual([
      "slack: reconnecting",
      "email: failed",
      "the index is being read",
      "database: the disk is full",
    ]);
    const other = someReadiness({ probeWrite: () => Promise.reject(new Error("secret bees")) });
    expect(await other.reasons()).toEqual(["database: a write failed"]);
  });

  it("waits for no write for ever", async () => {
    vi.useFakeTimers();
    try {
      const { reasons } = someReadiness({ probeWrite: () => new Promise(() => {}) });
      const asked = reasons();
      await vi.advanceTimersByTimeAsync(3000);
      expect(await asked).toEqual(["database: a write takes too long"]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("asks the disk and the platforms once in two seconds, whoever asks", async () => {
    const asked: string[] = [];
    const ask = async (what: string) => void asked.push(what);
    const { reasons, pass } = someReadiness({
      platforms: () => [
        { name: "slack", state: "ready", tokenProblem: () => ask("token").then(() => undefined) },
      ],
      probeWrite: () => ask("write"),
    });
    await Promise.all([reasons(), reasons(), reasons()]);
    pass(1999);
    await reasons();
    expect(asked).toEqual(["token", "write"]);
    pass(1);
    await reasons();
    expect(asked).toHaveLength(4);
  });
});
