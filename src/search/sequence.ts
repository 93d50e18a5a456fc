import type { Word } from "./analyze.ts";

/**
 * A paper's terms in reading order as numbers, the title first: what proximity and similarity read, a hundred papers at a
 * time, without analysing their texts again; the keywords come last. Stop words and joined compounds are left out.
 */
export type Sequence = Uint32Array;

/** Stands between two texts, whose words are no neighbours. */
export const BREAK = 0;

/** Gives every term a number of its own, from 1. Numbers are kept for good: a library's terms stop growing soon. */
export interface Terms {
  /** `parts` in their order, with a BREAK between them. */
  sequence(...parts: readonly (readonly Word[])[]): Sequence;
  /** The number of a term, if any paper ever held it. */
  number(term: string): number | undefined;
  term(number: number): string;
}

export function createTerms(): Terms {
  const numbers = new Map<string, number>();
  const terms = [""];

  function append(text: readonly Word[], sequence: number[]): void {
    for (const { term, stop, joined } of text) {
      if (stop || joined) continue;
      let number = numbers.get(term);
      if (number === undefined) {
        number = terms.push(term) - 1;
        numbers.set(term, number);
      }
      sequence.push(number);
    }
  }

  return {
    sequence(...parts) {
      const sequence: number[] = [];
      for (const [at, part] of parts.entries()) {
        if (at > 0) sequence.push(BREAK);
        append(part, sequence);
      }
      return Uint32Array.from(sequence);
    },
    number: (term) => numbers.get(term),
    term: (number) => terms[number] ?? "",
  };
}
