import type { Paper } from "../papers/paper.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** What came last, three or four days of a busy source: who likes some papers is looked for here. */
const RECENT = 2000;
/** Other requests get a turn whenever papers were read for so long. */
const SLICE_MS = 10;

const remembered = new WeakMap<SearchIndex, { version: number; papers: readonly Paper[] }>();

/** The newest papers, or those up to a day, with what it takes to rate them made ahead. As long as nothing comes, changes or goes, it takes no time. */
export async function recentPapers(index: SearchIndex, until?: string): Promise<readonly Paper[]> {
  const known = until === undefined ? remembered.get(index) : undefined;
  if (known?.version === index.version) return known.papers;
  const { version, vectors } = index;
  const slots = vectors.newest(RECENT, until);
  const ids = slots.map(vectors.id);
  await vectors.prepare(slots);
  const papers: Paper[] = [];
  let began = performance.now();
  for (const id of ids) {
    // It may have gone meanwhile.
    const paper = index.get(id);
    if (paper) papers.push(paper);
    if (performance.now() - began < SLICE_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  }
  if (index.version === version && until === undefined) remembered.set(index, { version, papers });
  return papers;
}
