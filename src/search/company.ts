import type { Shelf } from "./shelf.ts";

/** The company that a word would keep: the papers that hold one of the other words of a query. */
export interface Company {
  /** How many papers hold all the given terms, and how many of these one of the other words. */
  papersWith(terms: readonly string[]): { readonly all: number; readonly kept: number };
}

/** `others` are terms that the library knows. What it takes is looked up once, when it is first asked for. */
export function createCompany(others: readonly string[], { text, slots }: Shelf): Company {
  let holds: Uint8Array | undefined;

  return {
    papersWith(terms) {
      holds ??= marked();
      const [rarest, ...rest] = [...terms].sort((a, b) => text.documents(a) - text.documents(b));
      let all = 0;
      let kept = 0;
      text.each(rarest ?? "", (slot) => {
        if (!rest.every((term) => text.has(term, slot))) return;
        all += 1;
        kept += holds?.[slot] ?? 0;
      });
      return { all, kept };
    },
  };

  function marked(): Uint8Array {
    const found = new Uint8Array(slots);
    for (const term of others) {
      text.each(term, (slot) => {
        found[slot] = 1;
      });
    }
    return found;
  }
}
