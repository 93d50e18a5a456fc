/** The prefixes under which preprint servers give out DOIs. bioRxiv and medRxiv share theirs with a publisher of journals. */
const SERVERS =
  /^doi:10\.(?:1101\/\d|64898\/|26434\/|21203\/rs\.|2139\/ssrn|3123[45]\/|31219\/|20944\/preprints|36227\/techrxiv|22541\/au\.|48550\/)/;

/** Whether an id is one that a preprint server gave out. */
export function isPreprintId(id: string): boolean {
  return id.startsWith("arxiv:") || SERVERS.test(id);
}

/** Whether a venue is only where preprints are published, such as CoRR. */
export function isPreprintVenue(venue: string): boolean {
  return /^\W*(?:arxiv|corr\b|biorxiv|medrxiv|chemrxiv|ssrn|research square|preprints?\b|e-?prints?\b|psyarxiv|techrxiv|hal\b)/i.test(
    venue,
  );
}

/**
 * The ids of one paper, each once, its main id first: arXiv's, under which preprints are listed, read and linked
 * everywhere; then the published work's; then another server's.
 */
export function inIdOrder(ids: Iterable<string>): string[] {
  return [...new Set(ids)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(id: string): number {
  if (id.startsWith("arxiv:")) return 0;
  return isPreprintId(id) ? 2 : 1;
}
