import { ensureCapacity } from "../storage/ensure-capacity.ts";
import type { Serializable } from "../storage/snapshot-file.ts";
import { createStringTable } from "../storage/string-table.ts";
import { topK } from "../storage/top-k.ts";
import { foldTitle } from "../text/paper-text.ts";

/** The subjects that the library's papers name themselves: keywords, and what acronyms stand for. */
export interface Topics extends Serializable {
  add(names: readonly string[]): void;
  remove(names: readonly string[]): void;
  /** Topics that complete a half-typed text from the start of one of their words on: the commonest first, those that begin with it before all others. */
  completing(partial: string, limit: number): readonly string[];
  /** The topics of the most papers. */
  common(limit: number): readonly string[];
}

export function createTopics(): Topics {
  /** Folded names, and each as the first paper wrote it. */
  const keys = createStringTable();
  const names = createStringTable();
  let nameOf = new Uint32Array(64);
  let papers = new Uint32Array(64);

  const name = (topic: number) => names.text(nameOf[topic] ?? 0);
  const isHere = (topic: number) => (papers[topic] ?? 0) > 0;

  // Among equally common ones the shorter is the more general.
  function commonestFirst(a: number, b: number): number {
    const difference = (papers[b] ?? 0) - (papers[a] ?? 0);
    if (difference !== 0) return difference;
    const [first, second] = [name(a), name(b)];
    return first.length - second.length || (first < second ? -1 : 1);
  }

  function best(topics: readonly number[], limit: number): readonly string[] {
    return topK(topics.filter(isHere), limit, commonestFirst).map(name);
  }

  return {
    add(added) {
      for (const one of added) {
        const topic = keys.numbered(foldTitle(one));
        papers = ensureCapacity(papers, topic);
        nameOf = ensureCapacity(nameOf, topic);
        if (papers[topic] === 0) nameOf[topic] = names.numbered(one);
        papers[topic] = (papers[topic] ?? 0) + 1;
      }
    },
    remove(removed) {
      for (const one of removed) {
        const topic = keys.number(foldTitle(one)) ?? 0;
        if (isHere(topic)) papers[topic] = (papers[topic] ?? 0) - 1;
      }
    },
    completing(partial, limit) {
      const folded = foldTitle(partial);
      const beginning = keys.startingWith(folded);
      const found = best(beginning, limit);
      if (found.length === limit) return found;
      const begun = new Set(beginning);
      const inside = keys.holding(` ${folded}`).filter((topic) => !begun.has(topic));
      return [...found, ...best(inside, limit - found.length)];
    },
    common: (limit) => best(keys.startingWith(""), limit),
    async save(out) {
      await out.numbers(papers);
      await out.numbers(nameOf);
      for (const part of [keys, names]) await part.save(out);
    },
    async load(from) {
      papers = await from.numbers(Uint32Array);
      nameOf = await from.numbers(Uint32Array);
      for (const part of [keys, names]) await part.load(from);
    },
  };
}
