import { describe, expect, it } from "vitest";
import { parseQuery } from "../../src/search/query/query.ts";
import { QUERY_FORMS } from "../../src/search/query-language.ts";

const surroundings = { now: Date.UTC(2026, 10, 23), otherNames: [] };

describe("QUERY_FORMS", () => {
  it.each(QUERY_FORMS)(
    "$form is understood, and so is every form in its explanation",
    ({ form, meaning }) => {
      const mentioned = [
        ...meaning.matchAll(/\b(?:author|category|since|has|sort):(?:"[^"]+"|[\w.-]+)/g),
      ].map(([text]) => text);
      for (const query of [form, ...mentioned]) {
        const { parts, ids } = parseQuery(query, surroundings);
        expect(parts.length).toBe(query === "streaming video" ? 2 : 1);
        if (query.includes("arxiv.org")) expect(ids).toEqual(["arxiv:2405.16009"]);
        else if (/^[a-z]+:/.test(query)) expect(["filter", "sort"]).toContain(parts[0]?.kind);
      }
    },
  );
});
