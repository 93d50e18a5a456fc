import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agreedCount,
  divisionIn,
  hostLease,
  shardLease,
  shareOf,
} from "../../../src/platforms/discord/gateway/share.ts";

const AT = new Date("2026-11-23T09:00:00Z");

/** A division by the shards that each process holds. */
function divided(count: number, held: Readonly<Record<string, readonly number[]>>) {
  return divisionIn(
    Object.entries(held).flatMap(([holder, ids]) => [
      { name: hostLease(holder), holder, renewedAt: AT },
      ...ids.map((id) => ({ name: shardLease({ id, count }), holder, renewedAt: AT })),
    ]),
  );
}

describe("a share of the shards", () => {
  it.each([
    ["all of them for one alone", 4, { a: [] }, { take: [0, 1, 2, 3], give: undefined }],
    ["half of them for one of two", 4, { a: [], b: [] }, { take: [0, 1], give: undefined }],
    ["what is left by one that died", 4, { a: [0, 1] }, { take: [2, 3], give: undefined }],
    ["nothing where one of two has the only one", 1, { a: [], b: [0] }, { take: [], give: undefined }],
    ["one less, the last, where another has too few", 4, { a: [0, 1, 2, 3], b: [] }, { take: [], give: 3 }],
    ["as it is where nobody is short", 4, { a: [0, 1, 2], b: [3], c: [] }, { take: [], give: 2 }],
    ["as it is where two have an equal part", 3, { a: [0, 1], b: [2] }, { take: [], give: undefined }],
    [
      "as it is while free ones are enough for the other",
      4,
      { a: [0, 1], b: [] },
      { take: [], give: undefined },
    ],
  ] as const)("is %s", (_, count, held, share) => {
    const { take, give } = shareOf("a", count, divided(count, held));
    expect(give).toBe(share.give);
    if (share.take.length > 0) expect(take).toEqual(share.take);
  });

  it("evens out, and then nothing moves any more", () => {
    const start = fc.tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat(5)),
    );
    fc.assert(
      fc.property(start, ([count, hosts, draw]) => {
        const held: Record<string, number[]> = {};
        for (let host = 0; host < hosts; host += 1) held[`h${host}`] = [];
        for (let id = 0; id < count; id += 1) held[`h${draw.next().value}`]?.push(id);
        let moves = 0;
        for (let round = 0; round < 40; round += 1) {
          for (const [me, mine] of Object.entries(held)) {
            const { take, give } = shareOf(me, count, divided(count, held));
            mine.push(...take);
            if (give !== undefined) mine.splice(mine.indexOf(give), 1);
            if (give !== undefined) moves += 1;
          }
        }
        const sizes = Object.values(held).map(({ length }) => length);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(Math.floor(count / hosts));
        expect(Math.max(...sizes)).toBeLessThanOrEqual(count);
        expect(moves).toBeLessThanOrEqual(count);
      }),
      { numRuns: 30 },
    );
  });
});

it("all count the shards as those who have begun", () => {
  expect(agreedCount(4, divided(2, { a: [0, 1] }))).toBe(2);
  expect(agreedCount(4, divided(4, { a: [] }))).toBe(4);
  const both = { hosts: [], shards: [...divided(2, { a: [0] }).shards, ...divided(3, { b: [1] }).shards] };
  expect(agreedCount(2, both)).toBe(3);
});
