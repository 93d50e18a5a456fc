import type { KnownRecord } from "../papers/same-work/known-record.ts";
import { differenceOf } from "../papers/same-work/namesakes.ts";
import { shorten } from "../shorten.ts";
import type { NamedWork } from "./name-works.ts";

/** What an import reports about a record that is not simply a paper of its own. */
export interface ImportNote {
  readonly kind: "merged" | "apart";
  readonly text: string;
}

/** The note on a record that has just become part of `work`; `isKnown` says whether the work had records before. */
export function noteOn(
  record: KnownRecord,
  work: NamedWork,
  works: readonly NamedWork[],
  isKnown: boolean,
): ImportNote | undefined {
  const title = quoted(record.found.title);
  const id = record.ids.find((one) => !work.ids.includes(one));
  const claimant = works.find((other) => other !== work && id !== undefined && claims(other, id));
  if (id !== undefined && claimant !== undefined) {
    const kind = id.startsWith("arxiv:") ? "arXiv id" : "DOI";
    const kept = work.ids.length > 0 ? `as ${work.ids.join(" and ")}` : "under its title";
    return {
      kind: "apart",
      text: `${title} has the same ${kind} as ${quoted(claimant.paper.title)}, but another title; kept ${kept}`,
    };
  }
  // A bare title, perhaps with an abstract, is how a known paper is named in passing.
  if (record.isMention && work.records.length > 1) return undefined;
  if (isKnown && work.records.some((other) => other.ids.join() !== record.ids.join()))
    return { kind: "merged", text: `${title} is the same paper as ${named(work)}` };
  const namesakes = works.filter((other) => other !== work && hasTitle(other, record.titleKey));
  const [namesake] = namesakes;
  if (namesake === undefined) return undefined;
  const others = namesakes.length > 1 ? ` and ${namesakes.length - 1} more` : "";
  const text = `${title} has the same title as ${named(namesake)}${others}; kept apart: ${whyApart(record, work, namesake)}`;
  return { kind: "apart", text };
}

function whyApart(record: KnownRecord, work: NamedWork, namesake: NamedWork): string {
  const difference = namesake.records
    .filter(({ titleKey }) => titleKey === record.titleKey)
    .map((other) => differenceOf(record, other))
    .find((one) => one !== undefined);
  if (difference !== undefined) return `another ${difference}`;
  if (work.ids.length > 0 && namesake.ids.length > 0) return "each has an id of its own";
  return "too little is known to tell which one it is";
}

function claims({ records }: NamedWork, id: string): boolean {
  return records.some(({ ids }) => ids.includes(id));
}

function hasTitle({ records }: NamedWork, key: string): boolean {
  return records.some(({ titleKey }) => titleKey === key);
}

function quoted(title: string): string {
  return `“${shorten(title, 80)}”`;
}

/** By its ids, or by its authors and year. */
function named({ ids, paper }: NamedWork): string {
  if (ids.length > 0) return ids.join(" and ");
  const facts = [paper.authors[0], paper.published?.slice(0, 4), paper.venue];
  const known = facts.filter((fact) => fact !== undefined).join(", ");
  return known === "" ? "a paper without an id" : `one by ${shorten(known, 80)}`;
}
