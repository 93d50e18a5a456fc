import type { Paper } from "../papers/paper.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { readPapers } from "./found.ts";

/** What came last, three or four days of a busy source: who likes some papers is looked for here. */
const RECENT = 2000;

const remembered = new WeakMap<SearchIndex, { version: number; papers: readonly Paper[] }>();

/** The newest papers, or those up to a day, with what it takes to rate them made ahead. As long as nothing comes, changes or goes, it takes no time. */
export async function recentPapers(index: SearchIndex, until?: string): Promise<readonly Paper[]> {
  const known = until === undefined ? remembered.get(index) : undefined;
  if (known?.version === index.version) return known.papers;
  const { version, vectors } = index;
  const slots = vectors.newest(RECENT, until);
  const ids = slots.map(vectors.id);
  await vectors.prepare(slots);
  const papers = await readPapers(ids, index);
  if (index.version === version && until === undefined) remembered.set(index, { version, papers });
  return papers;
}
