import type { Field } from "../corpus/inverted-field.ts";

/**
 * Tells which of so many slots hold every one of some terms, each in one of the fields. It goes through the terms' postings once:
 * where many slots are asked about, that is far quicker than to look each up.
 */
export function holdersOf(
  terms: Iterable<string>,
  fields: readonly Field[],
  slots: number,
): (slot: number) => boolean {
  const held = new Uint16Array(slots);
  let count = 0;
  for (const term of new Set(terms)) {
    const before = count;
    count += 1;
    for (const field of fields) {
      field.each(term, (slot) => {
        if (held[slot] === before) held[slot] = before + 1;
      });
    }
  }
  return (slot) => held[slot] === count;
}
