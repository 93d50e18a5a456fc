import { defineConfig } from "vitest/config";
import { testFiles } from "./test/projects.ts";
import { findServer, LEFT_OUT } from "./test/support/postgres/find-server.ts";

const { unit, system, postgres, replicas, overBoth } = testFiles();
const isTwice = process.env.PAPERBOY_TEST_STORE === "postgres";
const hasServer = findServer() !== undefined;
const isWhole = process.argv.slice(2).every((word) => word === "run" || word.startsWith("--"));
if (!hasServer && isWhole) process.stderr.write(`${LEFT_OUT}\n`);

export default defineConfig({
  test: {
    // Most of the time went into loading the same modules for each file anew. No test replaces one, or keeps anything in one.
    isolate: false,
    // What a module is transformed into is kept from run to run, by its content: a quarter of the CPU of a repeated run.
    experimental: { fsModuleCache: true },
    // Real processes, sockets and files, perhaps on a machine with much else to do. A limit says only what hangs for ever.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      // Pure work, of which each worker more only loads the same modules once more.
      {
        extends: true,
        test: { name: "unit", include: [...unit], maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      // Much of it is waiting for processes and timers: four at a time keep two cores busy.
      {
        extends: true,
        test: { name: "system", include: [...system], maxWorkers: 4, sequence: { groupOrder: 1 } },
      },
      // On a real server, which is started once for all of them.
      {
        extends: true,
        test: {
          name: "postgres",
          include: hasServer ? [...(isTwice ? [...replicas, ...overBoth] : postgres)] : [],
          globalSetup: "test/support/postgres/set-up.ts",
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
