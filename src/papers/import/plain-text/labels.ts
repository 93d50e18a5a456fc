/** What a line of text says it is. */
export type Label = "title" | "authors" | "abstract" | "other";

/** A line with the label in front of it: `Title: Toy Bees`, `Abstract—We show …`, and `Abstract` alone, with its text in the next lines. */
export interface Labelled {
  readonly label: Label;
  readonly text: string;
}

const LABELS: readonly (readonly [Label, RegExp])[] = [
  ["title", /^title\s{0,3}(?::\s*|$)/i],
  ["authors", /^(?:authors?|by)\s{0,3}(?::\s*|$)/i],
  ["abstract", /^(?:abstract|summary|tl;?dr)\s{0,3}(?:[:.]\s|[—–]\s?|:?$)/i],
  [
    "other",
    /^(?:date(?: \(.{1,30}\))?|categor(?:y|ies)|subjects?|comments?|journal(?:-ref)?|report-no|msc-class|acm-class|keywords?|published|year|venue|license|source|from|tags?|affiliations?)\s{0,3}:/i,
  ],
];

/** The label of a line; undefined if it has none. */
export function labelled(line: string): Labelled | undefined {
  for (const [label, pattern] of LABELS) {
    const mark = pattern.exec(line)?.[0];
    if (mark !== undefined) return { label, text: line.slice(mark.length).trim() };
  }
  return undefined;
}

// "1.", "[12]", "(3)", "•" and "-".
const LIST_MARK = /^(?:\[\d{1,3}\]|\(?\d{1,3}[.)]|[•‣◦*+–-])\s{1,5}(?=\S)/;

/** A line without the mark of an item of a list; undefined if it has none. */
export function listItem(line: string): string | undefined {
  const mark = LIST_MARK.exec(line)?.[0];
  return mark === undefined ? undefined : line.slice(mark.length);
}

const NAME = /^(?:(?:\p{Lu}[\p{L}\p{M}.'’-]{0,40}|van|von|der|den|de|la|del|da|di|el|bin)(?: |$)){2,5}$/u;

/** Whether a line may be one of several authors: "Ana Bee, Bo van der Wasp and C. Ant". A title may look like that, too. */
export function mayBeAuthors(line: string): boolean {
  if (line.length > 2000) return false;
  const plain = line.replace(/[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]{1,9}|,? et al\.?$/gu, "");
  const names = plain.split(/\s?[,;]\s?(?:and |& )?|\s(?:and|&)\s/).filter((name) => name !== "");
  return names.length > 1 && names.every((name) => NAME.test(name.trim()));
}
