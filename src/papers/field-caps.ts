/**
 * The longest text that each kind of field may have before a regular expression runs on it, in UTF-16 units. What a file or a server says
 * is cut to it first: a pattern that is slow for some text is then slow for a short one. Far above what real records hold,
 * with their markup: those of the starter catalogue use less than a tenth of each.
 */
export const FIELD_CAPS = {
  title: 20_000,
  abstract: 200_000,
  summary: 50_000,
  /** A keyword, a category, a name, a venue. */
  name: 3000,
  date: 60,
  address: 2048,
  note: 10_000,
  /** HTML from a feed. */
  html: 500_000,
  /** All authors in one line. */
  authors: 200_000,
} as const;

/** The start of a text, as long as a field of its kind may be. */
export function capped(text: string, kind: keyof typeof FIELD_CAPS): string {
  return text.length > FIELD_CAPS[kind] ? text.slice(0, FIELD_CAPS[kind]) : text;
}
