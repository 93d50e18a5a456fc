import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countOf,
  occurrencesInList,
  packList,
  roomFor,
  unpackList,
} from "../../../src/search/storage/packed-list.ts";
import { postingOf } from "../../../src/search/storage/posting.ts";

const MOST_DOCS = 2 ** 24;

function pack(docs: readonly number[], count: (doc: number) => number) {
  const postings = Uint32Array.from(docs, (doc) => postingOf(doc, count(doc)));
  // Not at the front: lists follow each other.
  const bytes = new Uint8Array(7 + roomFor(postings.length));
  const end = packList(postings, bytes, 7);
  expect(end).toBeLessThanOrEqual(bytes.length);
  return { postings, list: { bytes, start: 7, end } };
}

describe("a packed list", () => {
  test("is the same when unpacked, and knows how often it has each doc", () => {
    const doc = fc.oneof(fc.nat(3000), fc.nat(MOST_DOCS - 1));
    fc.assert(
      fc.property(fc.uniqueArray(doc, { maxLength: 700 }), fc.nat(400), (unsorted, many) => {
        const docs = unsorted.sort((a, b) => a - b);
        const occurrencesOf = (doc: number) => Math.min(255, 1 + (doc % (many + 1)));
        const { postings, list } = pack(docs, occurrencesOf);
        expect(countOf(list)).toBe(docs.length);
        const target = new Uint32Array(docs.length);
        expect(unpackList(list, target)).toBe(docs.length);
        expect(target).toEqual(postings);
        const held = new Set(docs);
        for (const doc of docs) {
          for (const near of [Math.max(0, doc - 1), doc, doc + 1])
            expect(occurrencesInList(list, near)).toBe(held.has(near) ? occurrencesOf(near) : 0);
        }
        expect(occurrencesInList(list, MOST_DOCS)).toBe(0);
      }),
    );
  });

  test.each([0, 1, 127, 128, 129, 256, 257, 100_000])("may have %d postings", (length) => {
    const docs = Array.from({ length }, (_, at) => at * 3);
    const { postings, list } = pack(docs, (doc) => (doc % 2 ? 1 : 255));
    const target = new Uint32Array(length);
    unpackList(list, target);
    expect(target).toEqual(postings);
    for (const at of [0, 126, 127, 128, 129, 255, 256, length - 1]) {
      const held = at >= 0 && at < length;
      expect(occurrencesInList(list, at * 3)).toBe(held ? ((at * 3) % 2 ? 1 : 255) : 0);
      expect(occurrencesInList(list, at * 3 + 1)).toBe(0);
    }
  });

  test("takes a third of the memory of plain numbers where a term is common", () => {
    const { list } = pack(
      Array.from({ length: 50_000 }, (_, at) => at * 2),
      (doc) => (doc % 8 === 0 ? 3 : 1),
    );
    expect(list.end - list.start).toBeLessThan((50_000 * 4) / 3);
  });
});
