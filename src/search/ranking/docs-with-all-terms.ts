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

/** Looking up a doc in a term's postings takes about as long as going through so many of them. */
const LOOKUP_COST = 8;

/**
 * The docs that hold every one of some terms, each in one of the fields, in no order. Begins with the docs of the rarest term and
 * looks these up among the others, so that a common word costs next to nothing beside a rare one.
 */
export function listDocsWithAllTerms(terms: Iterable<string>, fields: readonly Field[]): readonly number[] {
  const frequency = (term: string) => fields.reduce((sum, field) => sum + field.docFrequency(term), 0);
  const [rarest, ...others] = [...new Set(terms)]
    .map((term) => ({ term, count: frequency(term) }))
    .sort((a, b) => a.count - b.count);
  if (!rarest) return [];
  let docs = [...docsWith(rarest.term, fields)];
  for (const { term, count } of others) {
    if (docs.length * LOOKUP_COST < count) {
      docs = docs.filter((doc) => fields.some((field) => field.has(term, doc)));
    } else {
      const holders = docsWith(term, fields);
      docs = docs.filter((doc) => holders.has(doc));
    }
  }
  return docs;
}

function docsWith(term: string, fields: readonly Field[]): ReadonlySet<number> {
  const docs = new Set<number>();
  for (const field of fields) field.each(term, (doc) => docs.add(doc));
  return docs;
}
