import type { KnownRecord } from "../papers/same-work/known-record.ts";
import { shorten } from "../shorten.ts";
import type { NamedWork } from "./name-works.ts";

/** What an import tells of a record that is not simply a paper of its own. */
export interface ImportNote {
  readonly kind: "merged" | "apart";
  readonly text: string;
}

/** What there is to tell of a record that has just become part of `work`; `isKnown` is whether others were part of it before. */
export function noteOn(
  record: KnownRecord,
  work: NamedWork,
  works: readonly NamedWork[],
  isKnown: boolean,
): ImportNote | undefined {
  const id = record.ids.find((one) => !work.ids.includes(one));
  const claimant = works.find((other) => other !== work && id !== undefined && claims(other, id));
  if (id !== undefined && claimant !== undefined) {
    const kind = id.startsWith("arxiv:") ? "arXiv id" : "DOI";
    return {
      kind: "apart",
      text: `${named(record)} has the same ${kind} as ${titled(claimant)}, but another title; kept as ${shown(work)}`,
    };
  }
  if (isKnown && work.records.some((other) => other.ids.join() !== record.ids.join()))
    return { kind: "merged", text: `${named(record)} is the same paper as ${shown(work)}` };
  const namesakes = works.filter((other) => other !== work && hasTitle(other, record.titleKey));
  const [namesake, ...more] = namesakes;
  if (namesake === undefined) return undefined;
  const others = more.length > 0 ? ` and ${more.length} more` : "";
  return {
    kind: "apart",
    text: `${named(record)} has the same title as ${shown(namesake)}${others}; kept apart`,
  };
}

function claims({ records }: NamedWork, id: string): boolean {
  return records.some(({ ids }) => ids.includes(id));
}

function hasTitle({ records }: NamedWork, key: string): boolean {
  return records.some(({ titleKey }) => titleKey === key);
}

function named({ found }: KnownRecord): string {
  return `“${shorten(found.title, 80)}”`;
}

function titled({ paper }: NamedWork): string {
  return `“${shorten(paper.title, 80)}”`;
}

function shown({ ids, paper }: NamedWork): string {
  return ids.length > 0 ? ids.join(" and ") : paper.id;
}
