import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { print } from "../support/command.ts";

/** A start from a saved index, in a process of its own: how long it takes, and how many bytes it adds to the process. */
const [file = ""] = process.argv.slice(2);
const before = process.memoryUsage().rss;
const began = performance.now();
const index = createSearchIndex({ now: Date.now });
await index.load(file, () => true);
await index.search("video", { offset: 0, limit: 10 });
print(
  JSON.stringify({ ms: performance.now() - began, base: before, added: process.memoryUsage().rss - before }),
);
await index.close();
