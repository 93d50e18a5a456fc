import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOf, listHas, packList, roomFor, unpackList } from "../../../src/search/storage/packed-list.ts";
import { postingOf } from "../../../src/search/storage/posting.ts";

const MOST_SLOTS = 2 ** 24;

function pack(slots: readonly number[], count: (slot: number) => number) {
  const postings = Uint32Array.from(slots, (slot) => postingOf(slot, count(slot)));
  // Not at the front: lists follow each other.
  const bytes = new Uint8Array(7 + roomFor(postings.length));
  const end = packList(postings, bytes, 7);
  expect(end).toBeLessThanOrEqual(bytes.length);
  return { postings, list: { bytes, start: 7, end } };
}

describe("a packed list", () => {
  test("is the same when unpacked, and knows which slots it has", () => {
    const slot = fc.oneof(fc.nat(3000), fc.nat(MOST_SLOTS - 1));
    fc.assert(
      fc.property(fc.uniqueArray(slot, { maxLength: 700 }), fc.nat(400), (unsorted, many) => {
        const slots = unsorted.sort((a, b) => a - b);
        const { postings, list } = pack(slots, (slot) => 1 + (slot % (many + 1)));
        expect(countOf(list)).toBe(slots.length);
        const target = new Uint32Array(slots.length);
        expect(unpackList(list, target)).toBe(slots.length);
        expect(target).toEqual(postings);
        const held = new Set(slots);
        for (const slot of slots) {
          for (const near of [Math.max(0, slot - 1), slot, slot + 1])
            expect(listHas(list, near)).toBe(held.has(near));
        }
        expect(listHas(list, MOST_SLOTS)).toBe(false);
      }),
    );
  });

  test.each([0, 1, 127, 128, 129, 256, 257, 100_000])("may have %d postings", (length) => {
    const slots = Array.from({ length }, (_, at) => at * 3);
    const { postings, list } = pack(slots, (slot) => (slot % 2 ? 1 : 255));
    const target = new Uint32Array(length);
    unpackList(list, target);
    expect(target).toEqual(postings);
    for (const at of [0, 126, 127, 128, 129, 255, 256, length - 1]) {
      expect(listHas(list, at * 3)).toBe(at >= 0 && at < length);
      expect(listHas(list, at * 3 + 1)).toBe(false);
    }
  });

  test("takes a third of the memory of plain numbers where a term is common", () => {
    const { list } = pack(
      Array.from({ length: 50_000 }, (_, at) => at * 2),
      (slot) => (slot % 8 === 0 ? 3 : 1),
    );
    expect(list.end - list.start).toBeLessThan((50_000 * 4) / 3);
  });
});
