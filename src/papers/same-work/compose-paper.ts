import { defined } from "../defined.ts";
import { arxivMonth } from "../identifier.ts";
import { mergePapers } from "../merge.ts";
import type { Paper } from "../paper.ts";
import { isPreprintId } from "../preprint.ts";
import { isUntitled, type KnownRecord } from "./known-record.ts";

const MOST_IDS = 20;

/**
 * One paper of all its records: the same whatever order they came in. What is said of the published work goes before what is said of a
 * preprint, and fuller records before others. `ids` are its own, the first being the one that it goes by.
 */
export function composePaper(
  records: readonly KnownRecord[],
  [id = "", ...others]: readonly string[],
): Paper {
  const [lead, ...more] = byWeight(records);
  if (lead === undefined) throw new Error("A paper has at least one record.");
  const bare = ({ found: { otherIds: _, ...found } }: KnownRecord): Paper => ({ ...found, id });
  const paper = more.reduce((merged, record) => mergePapers(merged, bare(record)), bare(lead));
  const votes = records.flatMap(({ found }) => found.upvotes ?? []);
  const published = firstDate(records);
  const { publication } = paper;
  // Where the preprint tells when it came out, the published work says when it did.
  const date = publication?.date ?? (isOfLaterYear(lead, published) ? lead.found.published : undefined);
  const { authors, names } = fullestAuthors(records);
  return defined({
    ...paper,
    authors,
    names,
    published,
    upvotes: votes.length > 0 ? Math.max(...votes) : undefined,
    otherIds: others.length > 0 ? others.slice(0, MOST_IDS) : undefined,
    publication: date === undefined ? publication : { ...publication, date },
  });
}

/** The records, most trusted first. */
export function byWeight(records: readonly KnownRecord[]): readonly KnownRecord[] {
  return [...records].sort((a, b) => weight(b) - weight(a) || (a.digest < b.digest ? -1 : 1));
}

function weight(record: KnownRecord): number {
  const { found, ids } = record;
  const kind = ids.some((id) => !isPreprintId(id)) ? 2 : ids.length > 0 ? 1 : 0;
  const fields = Object.keys(found).length + Object.keys(found.publication ?? {}).length;
  return (isUntitled(record) ? 0 : 1e6) + kind * 1e5 + fields;
}

/** The longest list, with names in parts if there is one, and written out instead of by initials. */
function fullestAuthors(records: readonly KnownRecord[]): Pick<Paper, "authors" | "names"> {
  const letters = ({ authors }: Pick<Paper, "authors">) => authors.join("").length;
  const [fullest] = byWeight(records)
    .map(({ found: { authors, names } }) => ({ authors, names }))
    .sort(
      (a, b) =>
        b.authors.length - a.authors.length ||
        Number(b.names !== undefined) - Number(a.names !== undefined) ||
        letters(b) - letters(a),
    );
  return fullest === undefined ? { authors: [] } : defined(fullest);
}

/** Of dates that disagree, one in the month of the paper's arXiv id, or the earliest; of dates that agree, the most exact one. */
function firstDate(records: readonly KnownRecord[]): string | undefined {
  const dates = records.flatMap(({ found }) => found.published ?? []);
  const months = records.flatMap(({ ids }) => ids.flatMap((id) => arxivMonth(id) ?? []));
  const fitting = dates.filter((date) => months.some((month) => date.startsWith(month)));
  // "2024" is as good as the last day of that year.
  const [first] = (fitting.length > 0 ? fitting : dates).sort((a, b) => (`${a}~` < `${b}~` ? -1 : 1));
  return first;
}

function isOfLaterYear({ ids, found }: KnownRecord, published: string | undefined): boolean {
  if (found.published === undefined || published === undefined) return false;
  return ids.some((id) => !isPreprintId(id)) && found.published.slice(0, 4) > published.slice(0, 4);
}
