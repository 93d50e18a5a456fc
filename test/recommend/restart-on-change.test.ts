import { describe, expect, it } from "vitest";
import { restartOnChange } from "../../src/recommend/restart-on-change.ts";
import { somePaper } from "../support/library/papers.ts";
import { someIndex } from "../support/library/search-index.ts";

describe("steadily", () => {
  it("returns what the work returns", async () => {
    const index = await someIndex(["Bees"]);
    const size = await restartOnChange(index, function* () {
      yield;
      return index.size;
    });
    expect(size).toBe(1);
  });

  it("begins again when a paper has come between two steps", async () => {
    const index = await someIndex(["Bees"]);
    let begun = 0;
    const sizes = await restartOnChange(index, function* () {
      begun += 1;
      const before = index.size;
      if (begun === 1) void index.add([somePaper({ id: "arxiv:2611.00001" })]);
      for (let step = 0; step < 20; step += 1) yield;
      return [before, index.size];
    });
    expect([begun, sizes]).toEqual([2, [2, 2]]);
  });

  it("does the work at one go if papers never stop coming", async () => {
    const { vectors } = await someIndex(["Bees"]);
    let version = 0;
    const restless = {
      vectors,
      get version() {
        version += 1;
        return version;
      },
    };
    const steps = await restartOnChange(restless, function* () {
      const before = version;
      yield;
      return version - before;
    });
    expect(steps).toBe(0);
  });
});
