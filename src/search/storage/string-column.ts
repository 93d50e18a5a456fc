import { ensureCapacity } from "./ensure-capacity.ts";
import type { Serializable } from "./snapshot-file.ts";
import { createStringTable } from "./string-table.ts";

/** A string column: short texts by doc that can be searched letter by letter: a hundred thousand titles in a millisecond or two. */
export interface StringColumn extends Serializable {
  put(doc: number, text: string): void;
  remove(doc: number): void;
  get(doc: number): string;
  /** The docs of texts in which `part` stands anywhere, in order. */
  holding(part: string): readonly number[];
}

export function createStringColumn(): StringColumn {
  const texts = createStringTable();
  let textIn = new Uint32Array(64);

  return {
    put(doc, text) {
      textIn = ensureCapacity(textIn, doc);
      textIn[doc] = texts.numbered(text);
    },
    remove(doc) {
      textIn[doc] = 0;
    },
    get: (doc) => texts.text(textIn[doc] ?? 0),
    holding(part) {
      const holds = new Uint8Array(texts.size + 1);
      for (const number of texts.holding(part)) holds[number] = 1;
      const found: number[] = [];
      for (const [doc, number] of textIn.entries()) if (holds[number] === 1) found.push(doc);
      return found;
    },
    async save(out) {
      await texts.save(out);
      await out.numbers(textIn);
    },
    async load(from) {
      await texts.load(from);
      textIn = await from.numbers(Uint32Array);
    },
  };
}
