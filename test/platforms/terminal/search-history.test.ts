import { expect, test } from "vitest";
import { createHistorySearch } from "../../../src/platforms/terminal/search-history.ts";

const HISTORY = ["streaming video", "bees", "Video diffusion", "bees", "top"];

test("goes back through the lines that hold what is typed, each once", () => {
  const search = createHistorySearch();
  expect(search("video", HISTORY)).toBe("Video diffusion");
  expect(search("Video diffusion", HISTORY)).toBe("streaming video");
  expect(search("streaming video", HISTORY)).toBeUndefined();
});

test("begins anew where something else is typed", () => {
  const search = createHistorySearch();
  expect(search("video", HISTORY)).toBe("Video diffusion");
  expect(search("be", HISTORY)).toBe("bees");
  expect(search("bees", HISTORY)).toBeUndefined();
  expect(search("", HISTORY)).toBe("top");
});

test("finds nothing where there is nothing", () => {
  expect(createHistorySearch()("video", [])).toBeUndefined();
});
