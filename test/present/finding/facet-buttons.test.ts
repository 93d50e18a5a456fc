import { describe, expect, it } from "vitest";
import { narrowed } from "../../../src/present/finding/facet-buttons.ts";
import type { Facets, SearchResult } from "../../../src/search/search-index.ts";

function result(total: number, facets?: Facets): SearchResult {
  return { total, hits: [], alternatives: [], ...(facets && { facets }) };
}

describe("a long answer", () => {
  it("says how it divides up, and offers its parts", () => {
    const years = [
      { year: 2026, papers: 830 },
      { year: 2025, papers: 2411 },
      { year: 2024, papers: 9 },
    ];
    const { text, buttons } = narrowed("bees", result(5000, { withCode: 1204, years }));
    expect(text).toBe("1,000+ with code, 830 of 2026, 1,000+ of 2025");
    expect(buttons.map(({ label, action }) => [label, action.options.query])).toEqual([
      ["With code", "bees has:code"],
      ["Of 2026", "bees year:2026"],
    ]);
  });

  it("is not divided into nothing and all", () => {
    expect(
      narrowed("bees year:2026", result(12, { withCode: 0, years: [{ year: 2026, papers: 12 }] })),
    ).toEqual({
      text: "",
      buttons: [],
    });
  });

  it("keeps its parts in the text where the query is too long for a button", () => {
    const { text, buttons } = narrowed("b".repeat(95), result(12, { withCode: 3, years: [] }));
    expect(text).toBe("3 with code");
    expect(buttons).toEqual([]);
  });
});

it("a short answer has no parts", () => {
  expect(narrowed("bees", result(3))).toEqual({ text: "", buttons: [] });
});
