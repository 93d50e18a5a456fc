import type { Field } from "../corpus/inverted-field.ts";

/**
 * Tells which of so many docs hold every one of some terms, each in one of the fields. It goes through the terms' postings once:
 * where many docs are asked about, that is far quicker than to look each up.
 */
export function docsWithAllTerms(
  terms: Iterable<string>,
  fields: readonly Field[],
  maxDoc: number,
): (doc: number) => boolean {
  const held = new Uint16Array(maxDoc);
  let count = 0;
  for (const term of new Set(terms)) {
    const before = count;
    count += 1;
    for (const field of fields) {
      field.each(term, (doc) => {
        if (held[doc] === before) held[doc] = before + 1;
      });
    }
  }
  return (doc) => held[doc] === count;
}
