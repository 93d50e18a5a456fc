import { arxivMonth } from "../identifier.ts";
import type { Paper } from "../paper.ts";

/** A paper and the key by which texts cite it: small letters and digits. */
export interface Cited {
  readonly key: string;
  readonly paper: Paper;
}

/** When it came out, as exact as is known; arXiv's ids tell the month. */
export function dateOf({ id, published }: Paper): string | undefined {
  return published ?? arxivMonth(id);
}

/** What kind of work a reference manager takes a paper for. */
export type Kind = "article" | "conference" | "preprint";

/** Told by the venue alone; without one it is a preprint. */
export function kindOf({ venue }: Paper): Kind {
  if (venue === undefined) return "preprint";
  return /\b(?:conference|proceedings|proc\.|workshop|symposium)\b|\b(?:19|20)\d\d$/i.test(venue)
    ? "conference"
    : "article";
}

/** A name as reference managers keep it; of a name in one word, or of an organisation in brackets, only `family` is set. */
export interface SaidName {
  readonly family: string;
  readonly given?: string;
  readonly suffix?: string;
}

/**
 * The parts of a name as it is said: "Laurens van der Bee Jr." has the family name "van der Bee". A guess, as names are
 * stored in one piece; put together again the parts are the name.
 */
export function nameParts(name: string): SaidName {
  const words = name.split(" ");
  const suffix =
    words.length > 2 && /^(?:jr|sr)\.?$|^I{2,3}$|^IV$/i.test(words.at(-1) ?? "") ? words.pop() : undefined;
  // A particle in small letters belongs to the family name, but something has to be left as the rest of the name.
  let start = words.length - 1;
  while (start > 1 && /^\p{Ll}[\p{Ll}'’]*$/u.test(words[start - 1] ?? "")) start--;
  const given = words.slice(0, start).join(" ");
  return {
    family: words.slice(start).join(" "),
    ...(given !== "" && { given }),
    ...(suffix !== undefined && { suffix }),
  };
}

/** The scheme of a canonical id and what follows it. */
export function idParts(id: string): { readonly scheme: string; readonly name: string } {
  const colon = id.indexOf(":");
  return { scheme: id.slice(0, Math.max(0, colon)), name: id.slice(colon + 1) };
}
