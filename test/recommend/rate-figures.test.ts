import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { rate } from "../../src/recommend/rate.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { TODAY } from "../support/library/library.ts";

const CATALOGUE = join(import.meta.dirname, "..", "..", "data", "papers.jsonl");
/** Papers on streaming video, the nearest first. */
const LIKED = ["2406.08085", "2405.16009", "2406.11816", "2505.15269", "2503.00540", "2504.01328"];
const OTHERS = ["2507.10510", "2407.01872", "2507.03745", "1811.06965"];

const FIGURES: readonly (readonly [string, number, readonly string[]])[] = [
  [
    "",
    1,
    [
      "2507.10510 0.2423 0.1471 0.0000 0.0000",
      "2407.01872 0.1927 0.1144 0.0000 0.0039",
      "2507.03745 0.1734 0.0976 0.0000 0.0039",
      "1811.06965 0.0301 0.0098 0.0000 0.0039",
    ],
  ],
  [
    "streaming video",
    0,
    [
      "2507.10510 0.0000 0.0000 0.3633 0.0000",
      "2407.01872 0.0000 0.0000 0.3494 0.0000",
      "2507.03745 0.0000 0.0000 0.3665 0.0000",
      "1811.06965 0.0000 0.0000 0.0000 0.0000",
    ],
  ],
  [
    "streaming video",
    2,
    [
      "2507.10510 0.2351 0.2417 0.3633 0.0000",
      "2407.01872 0.2422 0.1980 0.3494 0.0024",
      "2507.03745 0.1701 0.1493 0.3665 0.0024",
      "1811.06965 0.0451 0.0169 0.0000 0.0024",
    ],
  ],
  [
    "streaming video",
    5,
    [
      "2507.10510 0.2523 0.3263 0.2271 0.0000",
      "2407.01872 0.2663 0.2562 0.2184 0.0024",
      "2507.03745 0.2149 0.1917 0.2291 0.0024",
      "1811.06965 0.0420 0.0232 0.0000 0.0024",
    ],
  ],
];

const index = createSearchIndex({ now: () => TODAY.getTime() });

beforeAll(async () => {
  const lines = readFileSync(CATALOGUE, "utf8").trim().split("\n");
  await index.add(lines.map((line) => JSON.parse(line)));
  await index.refine();
});

// An order hardly feels a weight that is a little off; the figures that it comes from do.
it.each(FIGURES)(
  "the ratings beside the words “%s” and %d liked papers are what they were",
  async (words, count, figures) => {
    const index = createSearchIndex({ now: () => TODAY.getTime() });
    const lines = readFileSync(CATALOGUE, "utf8").trim().split("\n");
    await index.add(lines.map((line) => JSON.parse(line)));
    await index.refine();
    const reader = await index.reader();
    const docs = OTHERS.map((id) => reader.docOf(`arxiv:${id}`) ?? -1);
    const likes = LIKED.slice(0, count).map((id) => ({ paper: `arxiv:${id}`, weight: 1, because: "a seed" }));
    const { parts } = rate({ name: words, words, likes }, docs, reader);
    const found = OTHERS.map((id, at) => {
      const { text, lsa, words, categories } = parts;
      return [id, ...[text, lsa, words, categories].map((part) => (part[at] ?? 0).toFixed(4))].join(" ");
    });
    expect(found).toEqual(figures);
  },
);
