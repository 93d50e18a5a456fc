import { isPreprintId } from "../preprint.ts";
import { bucketsOf, type Clusters, type RecordCluster } from "./clusters.ts";
import type { KnownRecord } from "./known-record.ts";
import { authorsAgree } from "./names.ts";
import { MOST_NAMESAKES } from "./namesakes.ts";
import { isBesidePapers } from "./publications.ts";
import type { OwnIds } from "./shared-ids.ts";

const MOST_YEARS = 2;

/**
 * Puts a preprint and its published version together: one title, authors who agree, at most two years between them. Where a preprint
 * fits several published works, or several of one server fit one, nobody knows, and all stay apart.
 */
export function uniteVersions(clusters: Clusters, ownIds: OwnIds): void {
  const works = clusters.all().filter((work) => work.some((record) => ownIds(record).length > 0));
  const idsOf = new Map(works.map((work) => [work, work.flatMap(ownIds)]));
  const serversOf = (work: RecordCluster) => (idsOf.get(work) ?? []).filter(isPreprintId).map(serverOf);
  const isPublished = (work: RecordCluster) => (idsOf.get(work) ?? []).some((id) => !isPreprintId(id));
  const pairs: Pair[] = [];
  for (const namesakes of bucketsOf(works, (work) => work.map(({ titleKey }) => titleKey)).values()) {
    if (namesakes.length > MOST_NAMESAKES) continue;
    const published = namesakes.filter(isPublished);
    for (const preprint of namesakes.filter((work) => !isPublished(work))) {
      const servers = serversOf(preprint);
      for (const work of published) {
        const isTaken = serversOf(work).some((server) => servers.includes(server));
        if (!isTaken && areVersions(preprint, work))
          pairs.push({ preprint, published: work, servers: servers.join() });
      }
    }
  }
  const published = new Map<RecordCluster, Set<RecordCluster>>();
  const preprints = new Map<RecordCluster, Map<string, Set<RecordCluster>>>();
  for (const pair of pairs) {
    published.set(pair.preprint, (published.get(pair.preprint) ?? new Set()).add(pair.published));
    const byServer = preprints.get(pair.published) ?? new Map<string, Set<RecordCluster>>();
    preprints.set(pair.published, byServer);
    byServer.set(pair.servers, (byServer.get(pair.servers) ?? new Set()).add(pair.preprint));
  }
  const isSure = (pair: Pair) =>
    published.get(pair.preprint)?.size === 1 && preprints.get(pair.published)?.get(pair.servers)?.size === 1;
  const sure = pairs.filter(isSure).map((pair) => [pair.preprint[0], pair.published[0]] as const);
  for (const [a, b] of sure) if (a && b) clusters.unite(a, b);
}

/** Two works that may be versions of one. */
interface Pair {
  readonly preprint: RecordCluster;
  readonly published: RecordCluster;
  /** Where the preprint is. */
  readonly servers: string;
}

function areVersions(a: RecordCluster, b: RecordCluster): boolean {
  const agrees = a.some((one) => b.some((other) => authorsAgree(one.authors, other.authors) === true));
  const years = (work: RecordCluster) => work.flatMap(({ year }) => year ?? []);
  const [some, others] = [years(a), years(b)];
  const isNear =
    some.length === 0 ||
    others.length === 0 ||
    some.some((year) => others.some((other) => Math.abs(year - other) <= MOST_YEARS));
  return (
    agrees &&
    isNear &&
    !a.some(isBesidePapers) &&
    !b.some(isBesidePapers) &&
    (hasTitle(a, b) || hasTitle(b, a))
  );
}

function hasTitle(a: readonly KnownRecord[], b: readonly KnownRecord[]): boolean {
  return a.some(({ titleKey }) => b.some((other) => other.titleKey === titleKey));
}

function serverOf(id: string): string {
  return id.startsWith("arxiv:") ? "arxiv" : id.slice(0, id.indexOf("/"));
}
