import type { Serializable } from "../storage/snapshot-file.ts";
import { createStringTable } from "../storage/string-table.ts";
import { BREAK, type Sequence } from "../storage/term-sequence.ts";
import type { Word } from "../text/analyze.ts";

/** Gives every term a number of its own, from 1. Numbers are kept for good: a library's terms stop growing soon. */
export interface Terms extends Serializable {
  /** The highest number. */
  readonly size: number;
  /** `parts` in their order, with a BREAK between them. */
  sequence(...parts: readonly (readonly Word[])[]): Sequence;
  /** The number of a term, if it has one. */
  number(term: string): number | undefined;
  /** The number of a term; a new one if it has none. */
  numbered(term: string): number;
  term(number: number): string;
}

export function createTerms(): Terms {
  const table = createStringTable();

  return {
    get size() {
      return table.size;
    },
    sequence(...parts) {
      const sequence: number[] = [];
      for (const [at, part] of parts.entries()) {
        if (at > 0) sequence.push(BREAK);
        for (const { term, stop, joined } of part) {
          if (!stop && !joined) sequence.push(table.numbered(term));
        }
      }
      return Uint32Array.from(sequence);
    },
    number: table.number,
    numbered: table.numbered,
    term: table.text,
    save: table.save,
    load: table.load,
  };
}
