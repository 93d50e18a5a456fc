import { describe, expect, it } from "vitest";
import { restartOnChange } from "../../src/recommend/restart-on-change.ts";
import type { IndexReader } from "../../src/search/search-index.ts";
import { somePaper } from "../support/library/papers.ts";
import { someIndex } from "../support/library/search-index.ts";

describe("restartOnChange", () => {
  it("returns what the work returns", async () => {
    const index = await someIndex(["Bees"]);
    const size = await restartOnChange(index, function* (reader) {
      yield;
      return reader.size;
    });
    expect(size).toBe(1);
  });

  it("begins again with another reader when a paper has come between two steps", async () => {
    const index = await someIndex(["Bees"]);
    let begun = 0;
    const sizes = await restartOnChange(index, function* (reader) {
      begun += 1;
      if (begun === 1) void index.add([somePaper({ id: "arxiv:2611.00001" })]);
      for (let step = 0; step < 20; step += 1) yield;
      return [reader.size, index.size];
    });
    expect([begun, sizes]).toEqual([2, [2, 2]]);
  });

  it("does the work at one go if papers never stop coming", async () => {
    const reader = await (await someIndex(["Bees"])).reader();
    let asked = 0;
    // Out of date whenever anybody has looked at it twice.
    const restless = {
      async reader(): Promise<IndexReader> {
        let looks = 0;
        return {
          ...reader,
          get isCurrent() {
            asked += 1;
            looks += 1;
            return looks < 2;
          },
        };
      },
    };
    const steps = await restartOnChange(restless, function* () {
      const before = asked;
      yield;
      return asked - before;
    });
    expect(steps).toBe(0);
  });
});
