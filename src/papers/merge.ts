import { isDeepStrictEqual } from "node:util";
import { defined } from "./defined.ts";
import { isProvisional } from "./identifier.ts";
import { mergeNames, mergePublications } from "./merge-publication.ts";
import type { Paper } from "./paper.ts";
import { titleKey } from "./text.ts";

/**
 * Two records of one paper as one, without losing a field. The caller knows that they are the same paper.
 *
 * - A canonical id replaces a provisional one; otherwise `known` keeps its id.
 * - `known` keeps its title, unless only `found` has a certain id, or `known` is the same title in capitals or small letters only.
 * - The longer abstract and the longer author list win, and of equally long ones that with the names in parts; of two dates that agree, the more exact one.
 * - Categories and keywords are united, `known`'s first. Upvotes are `found`'s: they are the latest count.
 * - What is said of the publication: see merge-publication.ts. Other ids are united.
 * - Everything else stays as `known` has it, and is filled from `found` where it is missing.
 *
 * Idempotent: merging the same `found` again changes nothing, and a paper merged with itself is itself.
 */
export function mergePapers(known: Paper, found: Paper): Paper {
  if (isDeepStrictEqual(known, found)) return known;
  const { authors, names } = mergeNames(known, found);
  const count = Math.max(known.authorsCount ?? 0, found.authorsCount ?? 0);
  const id = isProvisional(known.id) ? found.id : known.id;
  const title = bestTitle(known, found);
  const otherIds = united(known.otherIds ?? [], found.otherIds ?? []).filter((other) => other !== id);
  return defined({
    id,
    title,
    abstract: longer(known.abstract, found.abstract),
    summary: known.summary ?? found.summary,
    keywords: united(known.keywords, found.keywords),
    authors,
    names,
    authorsCount: count > authors.length ? count : undefined,
    published: moreExact(known.published, found.published),
    categories: united(known.categories, found.categories),
    venue: known.venue ?? found.venue,
    url: known.url ?? found.url,
    codeUrl: known.codeUrl ?? found.codeUrl,
    upvotes: found.upvotes ?? known.upvotes,
    otherIds: otherIds.length > 0 ? otherIds.slice(0, 20) : undefined,
    publication: mergePublications(known.publication, found.publication, title),
  });
}

function bestTitle(known: Paper, found: Paper): string {
  if (isProvisional(known.id) && !isProvisional(found.id)) return found.title;
  const better = isOneCase(known.title) && !isOneCase(found.title);
  return better && titleKey(known.title) === titleKey(found.title) ? found.title : known.title;
}

function isOneCase(title: string): boolean {
  return title === title.toUpperCase() || title === title.toLowerCase();
}

function longer(known: string | undefined, found: string | undefined): string | undefined {
  return (found?.length ?? 0) > (known?.length ?? 0) ? found : known;
}

function moreExact(known: string | undefined, found: string | undefined): string | undefined {
  if (known === undefined || found?.startsWith(known)) return found;
  return known;
}

// At most the schema's fifty; the lists of one paper never come near that.
function united(known: readonly string[], found: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const item of [...known, ...found]) {
    const key = item.toLowerCase();
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()].slice(0, 50);
}
