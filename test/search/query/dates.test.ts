import { describe, expect, test } from "vitest";
import { mayLieIn, parseSince, parseYears } from "../../../src/search/query/dates.ts";

const NOW = Date.parse("2026-03-31T09:00:00Z");

describe("parseYears", () => {
  test.each([
    ["2024", { from: "2024", to: "2024" }],
    ["2023..2025", { from: "2023", to: "2025" }],
    ["2025-2023", { from: "2023", to: "2025" }],
    ["2023..", { from: "2023" }],
    ["..2025", { to: "2025" }],
    ["20x4", undefined],
    ["..", undefined],
    ["20232024", undefined],
    ["0024", undefined],
    ["24", undefined],
  ])("understands %j as %j", (text, expected) => {
    expect(parseYears(text)).toEqual(expected);
  });
});

describe("parseSince", () => {
  test.each([
    ["30d", "2026-03-01"],
    ["4w", "2026-03-03"],
    ["12M", "2025-03-31"],
    ["1y", "2025-03-31"],
    ["9999y", "1500-01-01"],
    ["2024", "2024"],
    ["2024-05", "2024-05"],
    ["2024-05-01", "2024-05-01"],
    ["2024-13", undefined],
    ["2024-05-32", undefined],
    ["30", undefined],
    ["month", undefined],
  ])("understands %j as %j", (text, expected) => {
    expect(parseSince(text, NOW)).toBe(expected);
  });
});

describe("mayLieIn", () => {
  test.each([
    ["2024-05-01", { from: "2024-05-01" }, true],
    ["2024-04-30", { from: "2024-05-01" }, false],
    ["2024-05", { from: "2024-05-20" }, true],
    ["2024", { from: "2024-05-20" }, true],
    ["2023", { from: "2024-05-20" }, false],
    ["2024-07-01", { from: "2024", to: "2024" }, true],
    ["2025-01", { from: "2024", to: "2024" }, false],
    ["2024", { to: "2024" }, true],
  ])("%s in %j: %j", (published, span, expected) => {
    expect(mayLieIn(published, span)).toBe(expected);
  });
});
