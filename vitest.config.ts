import { defineConfig } from "vitest/config";
import { testFiles } from "./test/projects.ts";

const { unit, system } = testFiles();

export default defineConfig({
  test: {
    // Most of the time went into loading the same modules for each file anew. No test replaces one, or keeps anything in one.
    isolate: false,
    // Much of the system's tests is waiting for processes and timers: four at a time keep two cores busy.
    maxWorkers: 4,
    // Real processes, sockets and files, perhaps on a machine with much else to do. A limit says only what hangs for ever.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { extends: true, test: { name: "unit", include: [...unit] } },
      { extends: true, test: { name: "system", include: [...system] } },
    ],
  },
});
