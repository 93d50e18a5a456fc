import { titleKey } from "../text.ts";
import { bucketsOf, type Clusters, type RecordCluster } from "./clusters.ts";
import { type KnownRecord, signature } from "./known-record.ts";
import { isSameName } from "./names.ts";
import { publicationsDiffer, startsElsewhere } from "./publications.ts";
import type { OwnIds } from "./shared-ids.ts";
import { isSameVenue } from "./venues.ts";

type Relation = "same" | "other" | "unknown";

/** A title that more works have says nothing: only records that agree in everything belong together. */
export const MOST_NAMESAKES = 40;

/**
 * Puts records without an id to the works of their title that they agree with. Those that agree with several works which are not
 * one stay apart, and so does what has nothing but a title, unless that is telling and one work's alone.
 */
export function uniteNamesakes(clusters: Clusters, ownIds: OwnIds): void {
  const hasId = (work: RecordCluster) => work.some((record) => ownIds(record).length > 0);
  const titlesOf = (work: RecordCluster) => work.map(({ titleKey }) => titleKey);
  for (const works of bucketsOf(clusters.all(), titlesOf).values()) {
    if (works.length === 1 || works.every(hasId)) continue;
    const told = works.filter((work) => hasId(work) || !work.every(({ isMention }) => isMention));
    if (told.length > MOST_NAMESAKES)
      uniteBySignature(
        told.filter((work) => !hasId(work)),
        clusters,
      );
    else uniteAgreeing(told, hasId, clusters);
  }
  for (const works of bucketsOf(clusters.all(), titlesOf).values()) {
    if (works.length > 1) uniteMentions(works, clusters);
  }
}

function uniteAgreeing(
  works: readonly RecordCluster[],
  hasId: (work: RecordCluster) => boolean,
  clusters: Clusters,
): void {
  const named = works.map(hasId);
  const relations = works.map((a, i) =>
    works.map((b, j) => (named[i] && named[j] ? "other" : relationOf(a, b))),
  );
  const matches = works.map((_, i) =>
    works.flatMap((_, j) => (i !== j && relations[i]?.[j] === "same" ? j : [])),
  );
  const areSeveral = (some: readonly number[]) =>
    some.some((i, at) => some.slice(at + 1).some((j) => relations[i]?.[j] === "other"));
  const clear = new Set(works.flatMap((_, i) => (named[i] || !areSeveral(matches[i] ?? []) ? i : [])));
  for (const first of clear) {
    const together = takeConnected(first, clear, matches);
    if (areSeveral(together)) continue;
    for (const other of together) unite(works[first], works[other], clusters);
  }
}

/** Takes one out of `left`, with all that are connected to it. */
function takeConnected(
  first: number,
  left: Set<number>,
  matches: readonly (readonly number[])[],
): readonly number[] {
  const together = [first];
  for (const one of together) {
    left.delete(one);
    for (const match of matches[one] ?? []) if (left.delete(match)) together.push(match);
  }
  return together;
}

function uniteBySignature(works: readonly RecordCluster[], clusters: Clusters): void {
  for (const same of bucketsOf(works, (work) => work.map(signature)).values())
    for (const work of same) unite(same[0], work, clusters);
}

function uniteMentions(works: readonly RecordCluster[], clusters: Clusters): void {
  const isMention = (work: RecordCluster) => work.every((record) => record.isMention);
  const mentions = works.filter(isMention);
  const [only, ...others] = works.filter((work) => !isMention(work));
  const isTelling = mentions.some(([record]) => record !== undefined && isTellingTitle(record));
  if (others.length === 0 && isTelling) {
    for (const work of mentions) unite(only ?? mentions[0], work, clusters);
    return;
  }
  const told = works.filter((work) => !isMention(work));
  const pairs = mentions.flatMap((mention) => {
    const [same, ...more] = told.filter((work) => relationOf(mention, work) === "same");
    return same !== undefined && more.length === 0 ? [[mention, same] as const] : [];
  });
  for (const [mention, work] of pairs) unite(work, mention, clusters);
  uniteBySignature(mentions, clusters);
}

/** "Introduction" and "Online reference" are many works' titles. */
function isTellingTitle({ found, titleKey }: KnownRecord): boolean {
  return titleKey.length >= 10 && found.title.split(/\s+/).length >= 3;
}

function unite([one]: RecordCluster = [], [other]: RecordCluster = [], clusters: Clusters): void {
  if (one && other && one !== other) clusters.unite(one, other);
}

/** What the nearest records of two works say. */
function relationOf(a: RecordCluster, b: RecordCluster): Relation {
  const relations = a.flatMap((one) => b.map((other) => relationOfRecords(one, other)));
  return (["same", "other"] as const).find((one) => relations.includes(one)) ?? "unknown";
}

/** The same work if the authors, the year or the venue agree where both have them, at least one of them does, and nothing contradicts. */
function relationOfRecords(a: KnownRecord, b: KnownRecord): Relation {
  if (a.titleKey !== b.titleKey) return "unknown";
  const says = Object.values(comparison(a, b));
  if (says.includes(false)) return "other";
  const hasLink = a.url !== undefined && a.url === b.url;
  return says.includes(true) || hasLink || isSameAbstract(a, b) ? "same" : "unknown";
}

function isSameAbstract({ found: a }: KnownRecord, { found: b }: KnownRecord): boolean {
  const [one = "", other = ""] = [a, b].map(({ abstract }) => titleKey(abstract?.slice(0, BEGINNING) ?? ""));
  const shorter = Math.min(one.length, other.length);
  return shorter >= LEAST_LETTERS && one.slice(0, shorter) === other.slice(0, shorter);
}

/** How much of an abstract is compared, and how many letters it must have. */
const BEGINNING = 300;
const LEAST_LETTERS = 60;

/** What of two records of one title differs, in a person's words; undefined if nothing does. */
export function differenceOf(a: KnownRecord, b: KnownRecord): string | undefined {
  return Object.entries(comparison(a, b)).find(([, agrees]) => agrees === false)?.[0];
}

function comparison(a: KnownRecord, b: KnownRecord) {
  return {
    "first author": a.authors[0] && b.authors[0] && isSameName(a.authors[0], b.authors[0]),
    year: a.year !== undefined && b.year !== undefined ? Math.abs(a.year - b.year) <= 1 : undefined,
    venue: a.venue !== undefined && b.venue !== undefined ? isSameVenue(a.venue, b.venue) : undefined,
    ...publicationsDiffer(a, b),
    // A journal has many "Errata", and a book's every part an "Introduction".
    "first page":
      startsElsewhere(a.found.publication, b.found.publication) && !isTellingTitle(a) ? false : undefined,
  };
}
