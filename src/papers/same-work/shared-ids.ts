import { arxivMonth } from "../identifier.ts";
import { bucketsOf, type Clusters, type RecordCluster } from "./clusters.ts";
import { isUntitled, type KnownRecord } from "./known-record.ts";
import { authorsAgree } from "./names.ts";
import { startsElsewhere } from "./publications.ts";

/** Decides which of the ids that a record claims are its own: the others are another work's, or nobody's. */
export type OwnIds = (record: KnownRecord) => readonly string[];

/** An id that Mendeley has written into references that have nothing to do with it, and with each other. */
const WRONG_IDS: ReadonlySet<string> = new Set(["arxiv:1011.1669"]);

/** Whether an id is known to stand on works that have nothing to do with it. */
export function isDisputed(id: string): boolean {
  return WRONG_IDS.has(id);
}

/**
 * Puts records together that have an id in common, unless neither their titles nor their authors agree. An id that is claimed
 * for several works stays with the one it fits, or else with none of them, whoever came first; a `crowded` one is nobody's.
 */
export function uniteSharedIds(
  records: readonly KnownRecord[],
  clusters: Clusters,
  crowded: ReadonlySet<string>,
): OwnIds {
  const claims = bucketsOf(records, ({ ids }) => ids);
  for (const [id, claimants] of claims) if (!crowded.has(id)) unitePairs(claimants, clusters);
  const owners = new Map<string, RecordCluster | undefined>();
  for (const [id, claimants] of claims) {
    const works = new Set(claimants.map(clusters.of));
    if (crowded.has(id)) owners.set(id, undefined);
    else if (works.size > 1 || isDisputed(id)) owners.set(id, ownerOf(id, [...works]));
  }
  const own = new Map(
    records.map((record) => {
      const mine = clusters.of(record);
      return [record, record.ids.filter((id) => !owners.has(id) || owners.get(id) === mine)];
    }),
  );
  return (record) => own.get(record) ?? [];
}

function unitePairs(claimants: readonly KnownRecord[], clusters: Clusters): void {
  for (const [at, one] of claimants.entries()) {
    for (const other of claimants.slice(at + 1))
      if (clusters.of(one) !== clusters.of(other) && mayBeOneWork(one, other)) clusters.unite(one, other);
  }
}

function mayBeOneWork(a: KnownRecord, b: KnownRecord): boolean {
  if (a.titleKey === b.titleKey || isUntitled(a) || isUntitled(b)) return true;
  if (isAbout(a) !== isAbout(b)) return false;
  if (startsElsewhere(a.found.publication, b.found.publication) && !isLikeTitle(a, b)) return false;
  const agree = authorsAgree(a.authors, b.authors);
  if (agree !== undefined) return agree;
  // In a list of links, what stands for a paper may be its nickname.
  if (isLabel(a) !== isLabel(b)) return true;
  const [short, long] = a.titleKey.length < b.titleKey.length ? [a, b] : [b, a];
  return short.titleKey.length >= SHORTEST && long.titleKey.startsWith(short.titleKey);
}

/** Whether the title says that the work is about another one, whose id it may have got. */
function isAbout({ found: { title } }: KnownRecord): boolean {
  return ABOUT.test(title);
}

const ABOUT =
  /^(?:errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a)|retraction|(?:(?:author|publisher) )?correction (?:to|for|of)|(?:(?:author|publisher) )?correction(?=:)|(?:reply|replies|response|rejoinder|comments?) (?:to|on))\b/i;

/** Whether two titles have most of their words in common; chapters of one book may well have some. */
function isLikeTitle(a: KnownRecord, b: KnownRecord): boolean {
  if (a.titleKey.startsWith(b.titleKey) || b.titleKey.startsWith(a.titleKey)) return true;
  const [some, others] = [a, b].map(
    ({ found: { title } }) => new Set(title.toLowerCase().split(/[^\p{L}\p{N}]+/u)),
  );
  const shared = [...(some ?? [])].filter((word) => others?.has(word)).length;
  return shared >= ALIKE * Math.max(1, Math.min(some?.size ?? 0, others?.size ?? 0));
}

const ALIKE = 0.75;

/** Whether all that is told of an id is what somebody calls it. */
function isLabel({ ids, found: { authors, published, venue, abstract } }: KnownRecord): boolean {
  const isDated = published !== undefined && !ids.some((id) => arxivMonth(id) === published);
  return authors.length === 0 && !isDated && venue === undefined && abstract === undefined;
}

/** A title without its subtitle has at least so many letters. */
const SHORTEST = 8;

/** arXiv's ids tell when they were given out. Whose a DOI is, nobody can tell. */
function ownerOf(id: string, works: readonly RecordCluster[]): RecordCluster | undefined {
  const month = arxivMonth(id);
  if (month === undefined) return undefined;
  const ranked = works.map((work) => ({ work, rank: dateRank(work, month) }));
  const best = Math.max(...ranked.map(({ rank }) => rank));
  const owners = ranked.filter(({ rank }) => rank === best);
  const least = isDisputed(id) ? EXACT : 1;
  return best >= least && owners.length === 1 ? owners[0]?.work : undefined;
}

const EXACT = 2;

// A month alone may have been read from the id itself.
function dateRank(work: RecordCluster, month: string): number {
  const dates = work.flatMap(({ found }) => found.published ?? []);
  if (dates.some((date) => date.startsWith(`${month}-`))) return EXACT;
  return dates.some((date) => date === month || date === month.slice(0, 4)) ? 1 : 0;
}
