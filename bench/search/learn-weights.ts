import { basename, join } from "node:path";
import {
  FEATURE_NAMES,
  type FeatureName,
  type Features,
  WEIGHTS,
  type Weights,
  weightedSum,
} from "../../src/search/ranking/weights.ts";
import { topK } from "../../src/search/storage/top-k.ts";
import { print, progress, readArguments, runBenchmark } from "../support/command.ts";
import { createRandom } from "../support/random.ts";
import { readJudgedQueries } from "./collection.ts";
import { judgedCandidates, readCorpus } from "./judged-features.ts";
import { type Judgements, ndcg, reciprocalRank } from "./metrics.ts";
import { plainTitle, someWords } from "./title-queries.ts";

const USAGE = "npm run bench:learn-weights -- FOLDER… [--titles FILE.jsonl]";
const TITLES = 300;
const WORDS = 3;
const DEPTH = 10;
const STEPS = [0, 0.1, 0.2, 0.35, 0.5, 0.6, 0.8, 1, 1.3, 1.6, 2];
const ROUNDS = 4;
/** A smaller gain of the mean is chance. */
const SMALLEST_GAIN = 0.0002;

/** A query with its candidates: what speaks for each does not change with the weights. */
interface Case {
  readonly judgements: Judgements;
  /** What is in use for such a query. */
  readonly weights: Weights;
  readonly candidates: readonly { readonly id: string; readonly features: Features }[];
}

interface Collection {
  readonly name: string;
  readonly measure: typeof reciprocalRank;
  readonly cases: readonly Case[];
}

/**
 * Learns the weights of the second stage by coordinate ascent on the mean nDCG@10 of judged collections in BEIR layout, the same for
 * all queries. Prints for each collection its figure with the weights in use, and with those learned from the others alone. With
 * --titles, three words of a title and MRR@10 are one more collection.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["titles"]);
  const collections: Collection[] = [];
  for (const folder of files) collections.push(await readCollection(folder));
  if (options.titles !== undefined) collections.push(await readTitles(options.titles));
  print(`${"collection".padEnd(16)}  in use  learned from the others`);
  for (const collection of collections) {
    const weights = learn(collections.filter((other) => other !== collection));
    const figures = [undefined, weights].map((each) => figure(collection, each).toFixed(4));
    print(`${collection.name.padEnd(16)}  ${figures.join("  ")}  ${show(weights)}`);
  }
  const weights = learn(collections);
  print(
    `${"mean, all".padEnd(16)}  ${mean(collections).toFixed(4)}  ${mean(collections, weights).toFixed(4)}  ${show(weights)}`,
  );
});

async function readCollection(folder: string): Promise<Collection> {
  const corpus = await readCorpus(join(folder, "corpus.jsonl"));
  const cases = (await readJudgedQueries(folder)).map(({ text, judgements }) => toCase(text, judgements));
  progress(`${basename(folder)}: ${cases.length} queries`);
  return { name: basename(folder), measure: ndcg, cases };

  function toCase(text: string, judgements: Judgements): Case {
    const { judged, weights } = judgedCandidates(text, corpus);
    return {
      judgements,
      weights,
      candidates: judged.map(({ doc, features }) => ({ id: corpus.documents.id(doc), features })),
    };
  }
}

async function readTitles(file: string): Promise<Collection> {
  const corpus = await readCorpus(file);
  const random = createRandom(1);
  const cases = Array.from({ length: TITLES }, (): Case => {
    const { id, title } = corpus.documents.paper(Math.floor(random() * corpus.maxDoc));
    const { judged, weights } = judgedCandidates(someWords(plainTitle(title), WORDS, random), corpus);
    return {
      weights,
      judgements: new Map([[id, 1]]),
      candidates: judged.map(({ doc, features }) => ({ id: corpus.documents.id(doc), features })),
    };
  });
  return { name: basename(file), measure: reciprocalRank, cases };
}

/** Goes through the weights one by one, keeps the best step for each, and again until nothing gains. */
function learn(collections: readonly Collection[]): Weights {
  const weights: Record<FeatureName, number> = { ...WEIGHTS };
  let best = mean(collections, weights);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = best;
    for (const name of FEATURE_NAMES) {
      // All others are measured by it.
      if (name === "lexical") continue;
      let kept = weights[name];
      for (const step of STEPS) {
        weights[name] = step;
        const reached = mean(collections, weights);
        if (reached < best + SMALLEST_GAIN) continue;
        best = reached;
        kept = step;
      }
      weights[name] = kept;
    }
    if (best === before) break;
  }
  return weights;
}

function mean(collections: readonly Collection[], weights?: Weights): number {
  const sum = collections.reduce((total, collection) => total + figure(collection, weights), 0);
  return sum / Math.max(1, collections.length);
}

function figure({ cases, measure }: Collection, weights?: Weights): number {
  const sum = cases.reduce((total, { candidates, judgements, weights: inUse }) => {
    const rated = candidates.map(({ id, features }) => ({
      id,
      score: weightedSum(features, weights ?? inUse),
    }));
    const first = topK(rated, DEPTH, (a, b) => b.score - a.score).map(({ id }) => id);
    return total + measure(first, judgements, DEPTH);
  }, 0);
  return sum / Math.max(1, cases.length);
}

function show(weights: Weights): string {
  return FEATURE_NAMES.map((name) => `${name} ${weights[name]}`).join(", ");
}
