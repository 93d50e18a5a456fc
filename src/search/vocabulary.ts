import SearchableMap from "minisearch/SearchableMap";

/** Every word that the library has seen, unstemmed, and in how many papers. */
export interface Vocabulary {
  add(words: Iterable<string>): void;
  remove(words: Iterable<string>): void;
  /** In how many papers a folded word occurs. */
  papers(word: string): number;
  /** Known words at most `edits` single-letter changes away. */
  near(word: string, edits: number): readonly KnownWord[];
  /** Known words that begin with `prefix`, the commonest first. */
  startingWith(prefix: string, limit: number): readonly KnownWord[];
}

export interface KnownWord {
  readonly word: string;
  readonly papers: number;
}

/** One or two letters begin more words than there is time to look at; of those, some have to do. */
const MOST_WALKED = 5000;

interface Count {
  papers: number;
}

export function createVocabulary(): Vocabulary {
  const counts = new Map<string, Count>();
  // The same in a radix tree: fuzzy look-ups and prefixes do not have to walk through all words.
  const tree = new SearchableMap<Count>();

  return {
    add(words) {
      for (const word of words) {
        const known = counts.get(word);
        if (known) {
          known.papers += 1;
          continue;
        }
        const count = { papers: 1 };
        counts.set(word, count);
        tree.set(word, count);
      }
    },
    remove(words) {
      for (const word of words) {
        const count = counts.get(word);
        if (!count) continue;
        count.papers -= 1;
        if (count.papers > 0) continue;
        counts.delete(word);
        tree.delete(word);
      }
    },
    papers: (word) => counts.get(word)?.papers ?? 0,
    near(word, edits) {
      return [...tree.fuzzyGet(word, edits)].map(([near, [count]]) => ({
        word: near,
        papers: count.papers,
      }));
    },
    startingWith(prefix, limit) {
      const found: KnownWord[] = [];
      for (const [word, { papers }] of tree.atPrefix(prefix)) {
        found.push({ word, papers });
        if (found.length === MOST_WALKED) break;
      }
      return found.sort((a, b) => b.papers - a.papers || (a.word < b.word ? -1 : 1)).slice(0, limit);
    },
  };
}
