import { type Field, LOOKUP_COST } from "../corpus/inverted-field.ts";

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

/**
 * The docs that hold every one of some terms, each in one of the fields, in no order. Begins with the docs of the rarest term and
 * looks these up among the others, so that a common word costs next to nothing beside a rare one.
 */
export function listDocsWithAllTerms(terms: Iterable<string>, fields: readonly Field[]): Uint32Array {
  const frequency = (term: string) => fields.reduce((sum, field) => sum + field.docFrequency(term), 0);
  const [rarest, ...others] = [...new Set(terms)]
    .map((term) => ({ term, count: frequency(term) }))
    .sort((a, b) => a.count - b.count);
  if (!rarest) return new Uint32Array();
  let docs = docsWith(rarest.term, fields);
  for (const { term, count } of others) {
    if (docs.length * LOOKUP_COST < count) {
      docs = docs.filter((doc) => fields.some((field) => field.has(term, doc)));
    } else {
      docs = inBoth(docs, docsWith(term, fields));
    }
  }
  return docs;
}

/** In ascending order. */
function docsWith(term: string, fields: readonly Field[]): Uint32Array {
  const lists = fields.map((field) => field.docs(term)).filter((docs) => docs.length > 0);
  return lists.reduce(inEither, new Uint32Array());
}

function inEither(some: Uint32Array, others: Uint32Array): Uint32Array {
  if (some.length === 0) return others;
  const both = new Uint32Array(some.length + others.length);
  let count = 0;
  for (let one = 0, other = 0; one < some.length || other < others.length; count += 1) {
    const doc = Math.min(some[one] ?? NO_DOC, others[other] ?? NO_DOC);
    if (some[one] === doc) one += 1;
    if (others[other] === doc) other += 1;
    both[count] = doc;
  }
  return both.subarray(0, count);
}

function inBoth(some: Uint32Array, others: Uint32Array): Uint32Array {
  const both = new Uint32Array(Math.min(some.length, others.length));
  let count = 0;
  for (let one = 0, other = 0; one < some.length && other < others.length; ) {
    const doc = some[one] ?? NO_DOC;
    const next = others[other] ?? NO_DOC;
    if (doc === next) both[count++] = doc;
    if (doc <= next) one += 1;
    if (next <= doc) other += 1;
  }
  return both.subarray(0, count);
}

const NO_DOC = 2 ** 32 - 1;
