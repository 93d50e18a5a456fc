import type { Paper } from "../../../src/papers/paper.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { TODAY } from "./library.ts";
import { somePaper } from "./papers.ts";

/** An index of invented papers, given by their titles or by what matters of them; ids are arxiv:2601.00001 and so on. */
export async function someIndex(papers: readonly (string | Partial<Paper>)[]): Promise<SearchIndex> {
  const index = createSearchIndex({ now: () => TODAY.getTime() });
  await index.add(
    papers.map((paper, at) => {
      const id = `arxiv:2601.${String(at + 1).padStart(5, "0")}`;
      return somePaper({ id, ...(typeof paper === "string" ? { title: paper } : paper) });
    }),
  );
  return index;
}

/** The titles that a query finds, best first. */
export async function titlesFor(index: SearchIndex, query: string, limit = 10): Promise<string[]> {
  const { hits } = await index.search(query, { offset: 0, limit });
  return hits.map((hit) => hit.paper.title);
}
