import { cleanText } from "./clean-text.ts";
import { defined } from "./defined.ts";
import { exactDate } from "./exact-date.ts";
import type { Publication } from "./paper.ts";
import { cleanName } from "./person-name.ts";

/** The raw fields of a publication before cleaning: perhaps too long, perhaps missing. */
export type PublicationDraft = { readonly [Field in keyof Publication]?: Publication[Field] | undefined };

/**
 * The usable fields of the draft, with readable texts; undefined if there are none. `title` is the paper's, already
 * readable: parts that do not make it up are left out.
 */
export function foundPublication(
  draft: PublicationDraft | undefined,
  title: string,
): Publication | undefined {
  if (draft === undefined) return undefined;
  const short = (text: string | undefined) => cleanText(text, "name", 200);
  const long = (text: string | undefined) => cleanText(text, "name", 300);
  const editors = (draft.editors ?? []).slice(0, 200).flatMap((name) => cleanName(name) ?? []);
  // Within the schema's bounds; a test compares the two.
  const found: Publication = defined({
    type: draft.type,
    date: draft.date === undefined ? undefined : exactDate(draft.date),
    volume: short(draft.volume),
    issue: short(draft.issue),
    number: short(draft.number),
    pages: short(draft.pages)?.replace(/ ?[-–—]{1,3} ?/g, "–"),
    series: long(draft.series),
    edition: short(draft.edition),
    publisher: long(draft.publisher),
    place: long(draft.place),
    editors: editors.length > 0 ? editors : undefined,
    isbn: short(draft.isbn),
    issn: short(draft.issn),
    pmid: short(draft.pmid),
    pmcid: short(draft.pmcid),
    titleParts: isPieces(draft.titleParts, title) ? draft.titleParts : undefined,
  });
  return Object.keys(found).length > 0 ? found : undefined;
}

function isPieces(parts: readonly string[] | undefined, title: string): boolean {
  return parts !== undefined && parts.length > 1 && parts.length <= 200 && parts.join("") === title;
}
