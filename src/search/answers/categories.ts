import type { Corpus } from "../corpus/corpus.ts";

/** How many papers each category has. */
export function countCategories({ documents }: Corpus): ReadonlyMap<string, number> {
  // Papers with the same categories share one array.
  const lists = new Map<readonly string[], number>();
  for (const doc of documents.all()) {
    const list = documents.facts.categories(doc);
    lists.set(list, (lists.get(list) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  for (const [list, papers] of lists)
    for (const category of new Set(list)) counts.set(category, (counts.get(category) ?? 0) + papers);
  return counts;
}
