import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Request } from "../src/chat/command.ts";
import { createClock } from "./support/clock.ts";
import { createFakePlatform } from "./support/delivery/fake-poster.ts";

const root = join(import.meta.dirname, "..");

/** The entry points whose comments show how they are used, and where the example lies to be compiled with all tests. */
const EXAMPLES = [
  ["src/chat/command.ts", "define-command.example.ts"],
  ["src/chat/poster.ts", "poster.example.ts"],
  ["src/search/create-search-index.ts", "search-index.example.ts"],
] as const;

function exampleIn(file: string): string {
  const text = readFileSync(join(root, file), "utf8");
  const [, example = ""] = /^ \* ```ts\n([\s\S]*?)^ \* ```$/m.exec(text) ?? [];
  return example.replace(/^ \* ?/gm, "");
}

// After a change of a comment: `npm run docs` writes the file anew.
it.each(EXAMPLES)("the example in %s is compiled, as %s", async (file, copy) => {
  const example = exampleIn(file);
  expect(example).toContain(file);
  await expect(example).toMatchFileSnapshot(copy);
});

it("the examples do what they say", async () => {
  const { echo } = await import("./define-command.example.ts");
  const caller = { platform: "test", admin: false, prefix: "/" };
  const request: Request = { caller, commands: [echo.spec] };
  expect((await echo.answer({ text: "hello" }, {}, request)).text).toBe("hello");
  expect((await echo.answer({}, {}, request)).outcome).not.toBe("answer");

  const { answer } = await import("./search-index.example.ts");
  expect(answer.hits.map(({ paper }) => paper.id)).toEqual(["arxiv:2312.00752"]);

  const { greet } = await import("./poster.example.ts");
  const { now } = createClock("2026-11-23T09:00:00Z");
  expect(await greet(createFakePlatform({ now }), "C1")).toMatch(/^https:/);
  expect(await greet(createFakePlatform({ now, closed: ["C1"] }), "C1")).toContain("may not post");
});
