import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalId } from "../src/papers/identifier.ts";
import { paperSchema } from "../src/papers/paper.ts";
import { titleKey } from "../src/papers/text.ts";

const file = join(resolve(import.meta.dirname, ".."), "data", "papers.jsonl");
const papers = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => paperSchema.strict().parse(JSON.parse(line)));

describe("the starter catalogue", () => {
  it("has 93 papers, each once", () => {
    expect(papers.length).toBe(93);
    expect(new Set(papers.map((paper) => paper.id)).size).toBe(93);
    expect(new Set(papers.map((paper) => titleKey(paper.title))).size).toBe(93);
  });

  it.each(papers)("$id $title is complete, and holds no abstract", (paper) => {
    const words = paper.summary?.split(/\s+/).length ?? 0;
    expect(words).toBeGreaterThanOrEqual(40);
    expect(words).toBeLessThanOrEqual(80);
    expect(paper.keywords.length).toBeGreaterThanOrEqual(3);
    expect(paper.keywords.length).toBeLessThanOrEqual(8);
    expect(paper.abstract).toBeUndefined();
    expect(canonicalId(paper.id)).toBe(paper.id);
    expect(paper.authors.length).toBeGreaterThan(0);
    expect(paper.published).toMatch(/^\d{4}-\d{2}$/);
  });
});
