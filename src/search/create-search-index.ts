import { createSerial } from "../async/serial.ts";
import { yieldIfDue } from "../async/yield-if-due.ts";
import type { Paper } from "../papers/paper.ts";
import { alternatives } from "./answers/alternatives.ts";
import { countCategories } from "./answers/categories.ts";
import { completeQueries, completeTitles } from "./answers/completions.ts";
import { createIndexReader } from "./answers/index-reader.ts";
import { searchRelaxed } from "./answers/relax.ts";
import { resolvePapers } from "./answers/resolve.ts";
import { matching, searchPapers } from "./answers/search.ts";
import { similarPapers } from "./answers/similar.ts";
import { createCorpus } from "./corpus/corpus.ts";
import { isWorthLearning, learnFrom } from "./corpus/learn.ts";
import type { OnDamage } from "./corpus/paper-store.ts";
import { fingerprint, loadCorpus, saveCorpus } from "./corpus/snapshot.ts";
import { parseQuery } from "./query/query.ts";
import type { IndexReader, PersistentSearchIndex } from "./search-index.ts";
import { createBigramCounts, isWorthCounting } from "./vectors/bigram-counts.ts";
import { createTfIdf, type TfIdf } from "./vectors/tf-idf.ts";

export { lookAtSnapshot } from "./corpus/snapshot.ts";

interface IndexSettings {
  /** Milliseconds since 1970, for `since:30d`. */
  readonly now: () => number;
  /** Names that mean something before a colon elsewhere, such as a command's options; see parseQuery. */
  readonly otherNames?: readonly string[];
}

/** What was made of the corpus in one version, when it was first asked for. */
interface Derived {
  readonly version: number;
  readonly tfIdf: TfIdf;
  readonly reader: IndexReader;
}

/**
 * An empty index; everything is in memory.
 *
 * ```ts
 * import { createSearchIndex } from "../src/search/create-search-index.ts";
 *
 * const index = createSearchIndex({ now: Date.now });
 * await index.add([
 *   {
 *     id: "arxiv:2312.00752",
 *     title: "Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
 *     authors: ["Albert Gu", "Tri Dao"],
 *     keywords: [],
 *     categories: ["cs.LG"],
 *   },
 * ]);
 * export const answer = await index.search("state spaces author:dao", { offset: 0, limit: 5 });
 * ```
 */
export function createSearchIndex({ now, otherNames = [] }: IndexSettings): PersistentSearchIndex {
  const listeners: OnDamage[] = [];
  const onDamage: OnDamage = (file) => {
    for (const listener of listeners) listener(file);
  };
  let corpus = createCorpus(onDamage);
  let version = 0;
  // What is being written to a file must not change.
  const changeInTurn = createSerial();
  // Who comes second finds nothing left to learn, or to count.
  const refineInTurn = createSerial();
  const countInTurn = createSerial();
  let derived: Derived | undefined;
  const bigrams = createBigramCounts();

  function current(): Derived {
    if (derived?.version === version) return derived;
    const made = version;
    const tfIdf = createTfIdf(corpus, bigrams);
    derived = { version, tfIdf, reader: createIndexReader(corpus, tfIdf, () => version === made) };
    return derived;
  }

  function countBigrams(signal?: AbortSignal): Promise<boolean> {
    return countInTurn(async () => {
      if (!isWorthCounting(bigrams, corpus.documents)) return false;
      for (const _ of bigrams.count(corpus.documents)) {
        if (signal?.aborted) return false;
        await yieldIfDue();
      }
      version += 1;
      return true;
    });
  }

  async function learn(signal?: AbortSignal): Promise<boolean> {
    const learning = corpus;
    if (!isWorthLearning(learning)) return false;
    for (const _ of learnFrom(learning)) {
      await yieldIfDue();
      if (signal?.aborted) return false;
    }
    version += 1;
    return true;
  }

  function paperOf(id: string): Paper | undefined {
    const doc = corpus.docOf(id);
    return doc === undefined ? undefined : corpus.documents.paper(doc);
  }

  // Whatever an answer reads, it reads at one go, and so from one state of the corpus.
  return {
    get size() {
      return corpus.size;
    },
    get version() {
      return version;
    },
    add: (papers) =>
      changeInTurn(async () => {
        for (const paper of papers) {
          corpus.put(paper);
          version += 1;
          await yieldIfDue();
        }
      }),
    remove: (id) =>
      changeInTurn(async () => {
        corpus.remove(id);
        version += 1;
      }),
    refine: (signal) =>
      refineInTurn(async () => {
        const hasLearned = await learn(signal);
        // Else the first pick would have to wait for it.
        await countBigrams(signal);
        return hasLearned;
      }),
    get: async (id) => paperOf(id),
    async search(typed, window) {
      const { knowsCategory } = corpus.documents.facts;
      const context = { now: now(), otherNames, knowsCategory };
      const query = parseQuery(typed, context);
      const result = searchRelaxed(query, window, corpus, current().tfIdf);
      if (result.total > 0) return result;
      const finds = (text: string) =>
        matching(parseQuery(text, context), corpus, { most: 1, enough: 1 }).total > 0;
      return { ...result, alternatives: alternatives(query, corpus, finds) };
    },
    searchWords: async (text, window) =>
      searchPapers({ parts: [{ kind: "words", text }], ids: [] }, window, corpus, current().tfIdf),
    similar: async (ids, window) => similarPapers(ids, window, corpus, current().tfIdf),
    resolve: async (text) => resolvePapers(text, corpus),
    suggestTitles: async (partial, limit) => completeTitles(partial, limit, corpus),
    suggestQueries: async (partial, limit) => completeQueries(partial, limit, corpus),
    categories: async () => countCategories(corpus),
    async reader() {
      await countBigrams();
      return current().reader;
    },
    get format() {
      return fingerprint();
    },
    save: (file, note) => changeInTurn(() => saveCorpus(corpus, file, note)),
    load: (file, accept) =>
      changeInTurn(async () => {
        const before = corpus;
        corpus = await loadCorpus(file, accept, onDamage);
        version += 1;
        await before.documents.close();
      }),
    onDamage: (listener) => void listeners.push(listener),
    close: () => changeInTurn(() => corpus.documents.close()),
  };
}
