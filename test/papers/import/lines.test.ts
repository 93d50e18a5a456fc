import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Line, readLines } from "../../../src/papers/import/lines.ts";
import { collect } from "../../support/collect.ts";

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(text: string | Buffer, size = 7, longest?: number): Promise<Line[]> {
  return (await collect(readLines(inChunks(Buffer.from(text), size), longest))).flat();
}

describe("readLines", () => {
  test("numbers lines and counts bytes", async () => {
    expect(await linesOf("one\n\nthré")).toEqual([
      { number: 1, text: "one", bytes: 4, isWhole: true },
      { number: 2, text: "", bytes: 5, isWhole: true },
      { number: 3, text: "thré", bytes: 10, isWhole: false },
    ]);
  });

  test("drops a byte order mark and carriage returns", async () => {
    expect((await linesOf("\ufeffone\r\ntwo\r\n")).map(({ text }) => text)).toEqual(["one", "two"]);
  });

  test("ends lines at carriage returns alone, too", async () => {
    for (const size of [1, 2, 3, 100]) {
      const lines = await linesOf("one\r\rthree\rfour", size);
      expect(lines.map(({ number, text, bytes }) => [number, text, bytes])).toEqual([
        [1, "one", 4],
        [2, "", 5],
        [3, "three", 11],
        [4, "four", 15],
      ]);
      expect((await linesOf("one\r\ntwo\rthree\n", size)).map(({ text }) => text)).toEqual([
        "one",
        "two",
        "three",
      ]);
    }
    expect((await linesOf("one\r\r\ntwo", 100)).map(({ text }) => text)).toEqual(["one", "two"]);
  });

  test("hands over many lines at once, and never more than 500", async () => {
    const groups = await collect(readLines(inChunks(Buffer.from("a\n".repeat(1200)), 10_000)));
    expect(groups.map(({ length }) => length)).toEqual([500, 500, 200]);
  });

  test("replaces invalid bytes", async () => {
    expect((await linesOf(Buffer.from([0x61, 0xff, 0x62, 0x0a]))).map(({ text }) => text)).toEqual([
      "a\ufffdb",
    ]);
  });

  test("passes over a line that is too long, and goes on after it", async () => {
    const lines = await linesOf(`one\n${"x".repeat(100)}\nthree`, 7, 20);
    expect(lines.map(({ number, text }) => [number, text])).toEqual([
      [1, "one"],
      [2, undefined],
      [3, "three"],
    ]);
    expect(lines.at(-1)?.bytes).toBe(110);
  });

  test("reads the same whatever the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme" })),
        fc.integer({ min: 1, max: 9 }),
        async (parts, size) => {
          const text = parts.join("\n");
          const read = await linesOf(text, size);
          expect(read).toEqual(await linesOf(text, 1_000_000));
          expect(read.at(-1)?.bytes ?? 0).toBe(Buffer.byteLength(text));
        },
      ),
    );
  });
});
