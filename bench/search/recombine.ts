import type { Paper } from "../../src/papers/paper.ts";
import { createRandom } from "../support/random.ts";

/** Below so many papers, a category borrows from all of them. */
const FEWEST = 50;

/**
 * Endlessly many invented papers that read like the real ones: sentences of abstracts of one category, put together anew, under a
 * title whose halves come from two others. Copies of papers would not do, because no search can tell equal ones apart, and made-up
 * words would let the vocabulary grow as no library's does. The same papers each time.
 */
export function* recombined(papers: readonly Paper[]): Generator<Paper> {
  const random = createRandom(2);
  const byCategory = groupByCategory(papers);
  for (let number = 1; ; number += 1) {
    const model = oneOf(papers, random);
    if (!model) return;
    const group = byCategory.get(model.categories[0] ?? "") ?? [];
    const kin = group.length < FEWEST ? papers : group;
    const another = () => oneOf(kin, random) ?? model;
    const sentences = sentencesOf(model).map(() => oneOf(sentencesOf(another()), random) ?? "");
    yield {
      ...model,
      id: `made-${number}`,
      title: `${half(another().title, 0)} ${half(another().title, 1)}`,
      abstract: sentences.join(" "),
    };
  }
}

function groupByCategory(papers: readonly Paper[]): ReadonlyMap<string, readonly Paper[]> {
  const groups = new Map<string, Paper[]>();
  for (const paper of papers) {
    const [category = ""] = paper.categories;
    const group = groups.get(category);
    if (group) group.push(paper);
    else groups.set(category, [paper]);
  }
  return groups;
}

function sentencesOf({ abstract = "" }: Paper): readonly string[] {
  return abstract.split(/(?<=[.?!]) (?=\p{Lu})/u);
}

function half(title: string, which: 0 | 1): string {
  const words = title.split(" ");
  const middle = Math.ceil(words.length / 2);
  return (which === 0 ? words.slice(0, middle) : words.slice(middle)).join(" ");
}

function oneOf<Value>(values: readonly Value[], random: () => number): Value | undefined {
  return values[Math.floor(random() * values.length)];
}
