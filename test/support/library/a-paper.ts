import type { Paper } from "../../../src/papers/paper.ts";

/** A paper about bees, with whatever the test needs to be different. */
export function aPaper(different: Partial<Paper> = {}): Paper {
  return {
    id: "arxiv:2611.00042",
    title: "Toy Bees Solve Mazes",
    keywords: [],
    authors: [],
    categories: [],
    ...different,
  };
}
