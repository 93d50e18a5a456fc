import type { Corpus } from "../corpus/corpus.ts";
import { mostVotesFirst, newestFirst } from "../corpus/order.ts";
import { planQuery } from "../query/plan.ts";
import { parseQuery } from "../query/query.ts";
import { explainMatch } from "../ranking/explain.ts";
import { highest, scorePapers } from "../ranking/score.ts";
import type { IndexReader } from "../search-index.ts";
import { topK } from "../storage/top-k.ts";
import { createBm25f } from "../vectors/bm25f.ts";
import { sums, type TfIdf } from "../vectors/tf-idf.ts";
import { matching } from "./search.ts";

/** Reads a corpus as it is now; `isCurrent` tells whether it still is. */
export function createIndexReader(corpus: Corpus, tfIdf: TfIdf, isCurrent: () => boolean): IndexReader {
  const { documents, lsa } = corpus;
  /** Lists that are asked for again and again, by what they are. */
  const lists = new Map<string, readonly number[]>();

  function remembered(name: string, list: () => readonly number[]): readonly number[] {
    const known = lists.get(name) ?? list();
    lists.set(name, known);
    return known;
  }

  return {
    get isCurrent() {
      return isCurrent();
    },
    size: corpus.size,
    docOf: documents.docOf,
    id: documents.id,
    compareIds: documents.compareIds,
    paper: documents.paper,
    published: documents.published,
    votes: documents.votes,
    categories: documents.facts.categories,
    authors: documents.foldedAuthors,
    titleHash: documents.titleHash,
    newest: (count) => remembered(`newest ${count}`, () => newestOf(count, inUse(corpus), corpus)),
    mostVoted: (count) =>
      remembered(`voted ${count}`, () => topK(inUse(corpus), count, (a, b) => mostVotesFirst(a, b, corpus))),
    background: (count) => remembered(`background ${count}`, () => spread(count, corpus)),
    newestUntil(day, count) {
      const docs = inUse(corpus).filter((doc) => (documents.published(doc) ?? "") <= day);
      return newestOf(count, docs, corpus);
    },
    byAuthor(name, count) {
      const query = parseQuery(`author:"${name.replaceAll('"', "")}"`, { now: 0, otherNames: [] });
      return newestOf(count, matching(query, corpus).docs, corpus);
    },
    explainWords: (words, doc) => explainMatch(planQuery(words, corpus), doc, corpus).why,
    bm25(words, count) {
      const scored = scorePapers(planQuery(words, corpus), corpus, count);
      const best = highest(scored, count)
        .sort((a, b) => b.score - a.score || a.doc - b.doc)
        .slice(0, count);
      const top = best[0]?.score ?? 0;
      return new Map(best.map(({ doc, score }) => [doc, score / top]));
    },
    bm25f: (words) => createBm25f(words, corpus),
    prepare: (doc) => void tfIdf.vector(doc),
    layOut: tfIdf.layOut,
    textCosine(doc) {
      const own = new Map<number, number>();
      const { keys, values } = tfIdf.vector(doc);
      for (const [at, key] of keys.entries()) own.set(key, values[at] ?? 0);
      return (other) => {
        const { keys, values } = tfIdf.vector(other);
        let sum = 0;
        for (let at = 0; at < keys.length; at += 1) sum += (own.get(keys[at] ?? 0) ?? 0) * (values[at] ?? 0);
        return sum;
      };
    },
    centroidCosines(examples, docs) {
      for (const { doc, weight } of examples) sums.add(tfIdf.vector(doc), weight);
      const length = sums.length() || 1;
      const products = tfIdf.products(sums, docs);
      sums.clear();
      return new Float32Array(products.map((product) => product / length));
    },
    lsaVector: lsa.at,
    lsaCosine: lsa.cosine,
  };
}

// The last ones first: papers mostly come in the order of their dates, so the newest are met early, and the others need not be sorted.
function inUse({ maxDoc, documents }: Corpus): readonly number[] {
  const found: number[] = [];
  for (let doc = maxDoc - 1; doc >= 0; doc -= 1) if (documents.has(doc)) found.push(doc);
  return found;
}

function newestOf(count: number, docs: Iterable<number>, corpus: Corpus): readonly number[] {
  return topK(docs, count, (a, b) => newestFirst(a, b, corpus));
}

function spread(count: number, { maxDoc, documents }: Corpus): readonly number[] {
  const step = Math.max(1, maxDoc / count);
  const found: number[] = [];
  for (let at = 0; at < maxDoc; at += step) {
    const doc = Math.floor(at);
    if (documents.has(doc)) found.push(doc);
  }
  return found;
}
