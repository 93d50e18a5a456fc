import { createArxiv } from "./arxiv/arxiv.ts";
import { createBiorxiv } from "./biorxiv.ts";
import { createPaperFinder, type PaperFinder } from "./find-papers.ts";
import { baseUrl } from "./http/base-url.ts";
import type { HttpClient } from "./http/client.ts";
import { createHuggingFace } from "./huggingface.ts";
import { createPubmed } from "./pubmed.ts";
import type { ReadFeed } from "./read-feed.ts";
import { createSemanticScholar } from "./semantic-scholar.ts";
import type { SourceName, SourceSettings } from "./settings.ts";
import type { Source } from "./source.ts";
import { createWebFeed } from "./web-feed.ts";

/** The sources that are switched on, and the way to look up single papers. Nothing is asked yet. */
export function createSources(
  client: HttpClient,
  settings: SourceSettings,
  readFeed: ReadFeed,
): { readonly sources: readonly Source[]; readonly finder: PaperFinder } {
  const base = baseUrl(settings.mirror);
  const { pubmed, semanticScholar } = settings;
  const makers: Readonly<Record<SourceName, () => Source | undefined>> = {
    huggingface: () => createHuggingFace(client, base),
    arxiv: () => createArxiv(client, base, settings.arxiv),
    biorxiv: () => createBiorxiv(client, base, "biorxiv"),
    medrxiv: () => createBiorxiv(client, base, "medrxiv"),
    pubmed: () => pubmed && createPubmed(client, base, pubmed),
    "semantic-scholar": () => semanticScholar && createSemanticScholar(client, base, semanticScholar),
  };
  const named = settings.names.flatMap((name) => makers[name]() ?? []);
  const feeds = settings.feeds.map((url) => createWebFeed(client, url, readFeed));
  return { sources: [...named, ...feeds], finder: createPaperFinder(client, base) };
}
