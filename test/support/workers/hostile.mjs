import { parentPort, workerData } from "node:worker_threads";

/** What a thread may do, by name. */
const WAYS = {
  "a runaway pattern": () => /^(a|a)*$/.test(`${"a".repeat(100)}b`),
  "a loop": () => {
    for (;;);
  },
  "too much memory": () => {
    const kept = [];
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, at) => ({ at })));
  },
  "an exit": () => process.exit(0),
  "an exception": () => {
    throw new Error("toy trouble");
  },
};

WAYS[workerData]?.();
parentPort.postMessage(workerData);
