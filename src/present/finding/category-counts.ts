import type { SearchIndex } from "../../search/search-index.ts";
import type { Services } from "../services.ts";

/** Counted anew only when a paper came, changed or went: 100,000 papers take some 10 ms. */
const counted = new WeakMap<
  SearchIndex,
  { readonly version: number; readonly counts: ReadonlyMap<string, number> }
>();

/** How many papers each category has, those of other origins than arXiv too. */
export async function countCategories({
  index,
}: Pick<Services["library"], "index">): Promise<ReadonlyMap<string, number>> {
  const known = counted.get(index);
  if (known?.version === index.version) return known.counts;
  const { version } = index;
  const reader = await index.reader();
  // Papers with the same categories share one array.
  const lists = new Map<readonly string[], number>();
  for (const doc of reader.background(reader.size)) {
    const list = reader.categories(doc);
    lists.set(list, (lists.get(list) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  for (const [list, papers] of lists)
    for (const category of new Set(list)) counts.set(category, (counts.get(category) ?? 0) + papers);
  counted.set(index, { version, counts });
  return counts;
}
