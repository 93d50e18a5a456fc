import { describe, expect, it } from "vitest";
import { retry } from "../../src/async/retry.ts";

/** Work that fails so often, and then succeeds. */
function failing(times: number) {
  const work = { calls: 0, run };
  async function run(): Promise<string> {
    work.calls += 1;
    if (work.calls <= times) throw new Error(`failure ${work.calls}`);
    return "done";
  }
  return work;
}

describe("retry", () => {
  it("tries until it succeeds, and tells how many failures came before", async () => {
    const work = failing(3);
    const seen: string[] = [];
    const result = await retry(work.run, {
      waitAfter: (error, earlier) => {
        seen.push(`${(error as Error).message} after ${earlier}`);
        return 0;
      },
    });
    expect(result).toBe("done");
    expect(seen).toEqual(["failure 1 after 0", "failure 2 after 1", "failure 3 after 2"]);
  });

  it("rejects with the last error where no wait is given", async () => {
    const work = failing(9);
    const waits = [0, 0];
    await expect(retry(work.run, { waitAfter: (_, earlier) => waits[earlier] })).rejects.toThrow("failure 3");
    expect(work.calls).toBe(3);
  });

  it("rejects with what the decision throws", async () => {
    const give = () => {
      throw new Error("what to do");
    };
    await expect(retry(failing(1).run, { waitAfter: give })).rejects.toThrow("what to do");
  });

  it("takes a synchronous throw for a failure", async () => {
    let calls = 0;
    const work = () => {
      calls += 1;
      if (calls === 1) throw new Error("at once");
      return calls;
    };
    expect(await retry(work, { waitAfter: () => 0 })).toBe(2);
  });

  it("ends a wait when the signal is aborted, and tries once more", async () => {
    const stop = new AbortController();
    const work = failing(1);
    const done = retry(work.run, { waitAfter: () => 60_000, signal: stop.signal });
    await new Promise(setImmediate);
    stop.abort();
    expect(await done).toBe("done");
  });
});
