import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createByteStore } from "../../../src/search/storage/byte-store.ts";
import { createPostings } from "../../../src/search/storage/postings.ts";
import { packSequence, unpackSequence } from "../../../src/search/storage/term-sequence.ts";

describe("a byte store", () => {
  test("gives back what was put last, whatever came and went", () => {
    const change = fc.tuple(fc.nat(20), fc.option(fc.uint8Array({ maxLength: 50 })));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 100 }), (changes) => {
        const store = createByteStore();
        const kept = new Map<number, Uint8Array>();
        for (const [doc, bytes] of changes) {
          if (bytes) store.put(doc, bytes);
          else store.remove(doc);
          kept.set(doc, bytes ?? new Uint8Array());
        }
        for (const [doc, bytes] of kept) expect([...store.get(doc)]).toEqual([...bytes]);
      }),
    );
  });

  test("keeps the rest when most of a block has gone", () => {
    const store = createByteStore();
    const piece = (doc: number) => new Uint8Array(2 ** 20).fill(doc + 1);
    for (let doc = 0; doc < 20; doc += 1) store.put(doc, piece(doc));
    for (let doc = 0; doc < 20; doc += 1) if (doc % 4 !== 1) store.remove(doc);
    for (let doc = 0; doc < 20; doc += 1) {
      const found = store.get(doc);
      expect([found.length, found[0], found.at(-1)]).toEqual(
        doc % 4 === 1 ? [2 ** 20, doc + 1, doc + 1] : [0, undefined, undefined],
      );
    }
  });
});

test("postings stay sorted lists, whatever is put in and taken out", () => {
  const change = fc.tuple(fc.nat(5), fc.nat(60));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const postings = createPostings();
      const lists = new Map<number, Set<number>>();
      for (const [list, value] of changes) {
        const values = lists.get(list) ?? new Set<number>();
        lists.set(list, values);
        if (values.delete(value)) postings.removeAt(list, postings.get(list).indexOf(value));
        else {
          values.add(value);
          postings.insert(list, value);
        }
      }
      for (const [list, values] of lists) {
        expect([...postings.get(list)]).toEqual([...values].sort((a, b) => a - b));
        expect(postings.count(list)).toBe(values.size);
      }
    }),
  );
});

test("a list of postings may be longer than a block, among others", () => {
  const postings = createPostings();
  const count = 2 ** 20 + 5;
  for (let value = 0; value < count; value += 1) {
    postings.insert(0, value);
    if (value % 1000 === 0) postings.insert(1 + value / 1000, value);
  }
  postings.removeAt(0, 7);
  const list = postings.get(0);
  expect([list.length, list[6], list[7], list.at(-1)]).toEqual([count - 1, 6, 8, count - 1]);
  expect([...postings.get(1049)]).toEqual([1_048_000]);
});

test("a packed sequence is the same when unpacked", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 28)), (numbers) => {
      expect([...unpackSequence(packSequence(Uint32Array.from(numbers)))]).toEqual(numbers);
    }),
  );
});
