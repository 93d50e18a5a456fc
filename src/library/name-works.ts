import { provisionalId } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import { bucketsOf } from "../papers/same-work/clusters.ts";
import { composePaper } from "../papers/same-work/compose-paper.ts";
import type { Work } from "../papers/same-work/group-records.ts";
import { type KnownRecord, signature } from "../papers/same-work/known-record.ts";
import { titleKey } from "../papers/text.ts";

/** A work with the paper that it makes. */
export interface NamedWork extends Work {
  readonly paper: Paper;
  readonly titleKey: string;
}

/**
 * Turns works into papers. A work without an id is named by its title; where several such works share one, also by what
 * distinguishes them. So all works of a title must be given, except of a `crowded` title.
 */
export function nameWorks(works: readonly Work[], crowded: ReadonlySet<string>): readonly NamedWork[] {
  const composed = works.map((work) => {
    const paper = composePaper(work.records, [...namesOf(work, "title:"), ...work.sharedIds]);
    return { ...work, paper, titleKey: titleKey(paper.title) };
  });
  const untold = composed.filter(({ ids }) => ids.length === 0);
  const names = new Map<Work, string>();
  for (const namesakes of bucketsOf(untold, (work) => [work.titleKey]).values()) {
    const bySignature = bucketsOf(namesakes, (work) => [least(work.records, signature)]);
    for (const work of namesakes) {
      const isOnly = namesakes.length === 1 && !crowded.has(work.titleKey);
      const mark = least(work.records, signature);
      const isAlone = bySignature.get(mark)?.length === 1;
      const apart = isAlone ? mark : `${mark}\n${least(work.records, ({ digest }) => digest)}`;
      names.set(work, provisionalId(work.paper.title, isOnly ? undefined : apart));
    }
  }
  return composed.map((work) => {
    const id = names.get(work);
    return id === undefined ? work : { ...work, paper: { ...work.paper, id } };
  });
}

function namesOf({ ids }: Work, untold: string): readonly string[] {
  return ids.length > 0 ? ids : [untold];
}

function least(records: readonly KnownRecord[], of: (record: KnownRecord) => string): string {
  return records.map(of).reduce((a, b) => (a < b ? a : b));
}
