import type { Paper } from "../../../src/papers/paper.ts";

/** An invented paper; `fields` has what the test is about. */
export function somePaper(fields: Partial<Paper> = {}): Paper {
  return {
    id: "arxiv:2611.00042",
    title: "Toy Bees Solve Mazes",
    authors: ["Ada Example", "Bo Sample"],
    keywords: [],
    categories: ["cs.AI"],
    ...fields,
  };
}
