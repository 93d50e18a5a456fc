import { paperUrl } from "../papers/identifier.ts";
import type { Services } from "./services.ts";

/** Papers as scripts read them, in this order, each with its permanent citation key. */
export async function describePapers(
  ids: readonly string[],
  { history }: Services,
): Promise<readonly object[]> {
  const named = await history.withPapers(ids.map((id) => ({ id })));
  const papers = named.map(({ paper }) => paper);
  const keys = new Map((await history.cite(papers)).map(({ key, paper }) => [paper.id, key]));
  return papers.map(({ id, title, authors, published, venue }) => ({
    id,
    title,
    authors,
    published,
    venue,
    doi: doiOf(id),
    key: keys.get(id),
    url: paperUrl(id),
  }));
}

// arXiv registers a DOI for each of its papers.
function doiOf(id: string): string | undefined {
  if (id.startsWith("doi:")) return id.slice("doi:".length);
  return id.startsWith("arxiv:") ? `10.48550/arxiv.${id.slice("arxiv:".length)}` : undefined;
}
