import { expect, it } from "vitest";
import { papersNamedIn } from "../../../src/papers/import/pasted.ts";

it("lets others have their turn while it reads a megabyte of nothing", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const { papers, broken, brokenCount } = await papersNamedIn("TY  - JOUR\n".repeat(90_000), 500);
  clearInterval(timer);
  expect(papers).toEqual([]);
  expect(brokenCount).toBe(90_000);
  expect(broken).toHaveLength(20);
  expect(turns).toBeGreaterThan(3);
});

it("reads no further than it has to", async () => {
  const text = Array.from({ length: 2000 }, (_, at) => `{"title":"Bees ${at}"}\n`).join("");
  expect((await papersNamedIn(text, 500)).papers).toHaveLength(501);
  expect((await papersNamedIn("2405.16009 ".repeat(3), 500)).papers).toEqual([{ id: "arxiv:2405.16009" }]);
});
