import type { Paper } from "../../src/papers/paper.ts";
import { type SparseVector, unit } from "../../src/search/vectors/sparse-vector.ts";
import { decide, trainSvm } from "./svm.ts";

const FEATURES = 20_000;
const FEWEST_PAPERS = 5;
const MOST_COMMON = 0.1;
const C = 0.01;
/** How many papers, spread evenly, the vocabulary is read from. */
const READ = 30_000;

/**
 * The recommender of arxiv-sanity-lite, rebuilt: tf-idf of 20,000 terms and pairs over title, abstract and authors, as
 * in scikit-learn's TfidfVectorizer, and a linear SVM with the liked papers against all candidates.
 */
export interface ArxivSanity {
  /** A score for each candidate. */
  rank(likes: readonly string[], candidates: readonly string[]): Float64Array;
}

export function createArxivSanity(papers: readonly Paper[]): ArxivSanity {
  const texts = new Map(papers.map((paper) => [paper.id, paper]));
  const { features, idf } = readVocabulary(papers);
  const vectors = new Map<string, SparseVector>();

  function vectorOf(id: string): SparseVector {
    const known = vectors.get(id);
    if (known) return known;
    const paper = texts.get(id);
    const counts = new Map<number, number>();
    for (const term of paper ? termsOf(paper) : []) {
      const feature = features.get(term);
      if (feature !== undefined) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    }
    const keys = Uint32Array.from(counts.keys());
    const values = Float32Array.from(counts, ([feature, tf]) => (1 + Math.log(tf)) * (idf[feature] ?? 0));
    const vector = unit({ keys, values });
    vectors.set(id, vector);
    return vector;
  }

  return {
    rank(likes, candidates) {
      const weights = trainSvm(likes.map(vectorOf), candidates.map(vectorOf), { c: C, width: features.size });
      return Float64Array.from(candidates, (id) => decide(weights, vectorOf(id)));
    },
  };
}

function readVocabulary(papers: readonly Paper[]) {
  const step = Math.max(1, papers.length / READ);
  const counts = new Map<string, { papers: number; times: number; last: number }>();
  let read = 0;
  for (let at = 0; at < papers.length; at += step) {
    const paper = papers[Math.floor(at)];
    if (!paper) continue;
    read += 1;
    for (const term of termsOf(paper)) {
      const count = counts.get(term) ?? { papers: 0, times: 0, last: 0 };
      counts.set(term, count);
      count.times += 1;
      if (count.last !== read) count.papers += 1;
      count.last = read;
    }
  }
  const kept = [...counts]
    .filter(([, count]) => count.papers >= FEWEST_PAPERS && count.papers <= MOST_COMMON * read)
    .sort((a, b) => b[1].times - a[1].times)
    .slice(0, FEATURES);
  return {
    features: new Map(kept.map(([term], feature) => [term, feature])),
    idf: kept.map(([, count]) => Math.log((1 + read) / (1 + count.papers)) + 1),
  };
}

function termsOf({ title, abstract = "", authors }: Paper): readonly string[] {
  const text = `${title} ${abstract} ${authors.join(" ")}`
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
  const words = (text.match(/(?<![\p{L}\p{N}_])[a-z_][a-z0-9_]+(?![\p{L}\p{N}_])/gu) ?? []).filter(
    (word) => !STOP_WORDS.has(word),
  );
  return [...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)];
}

// scikit-learn's English stop words, from the Glasgow Information Retrieval Group.
const STOP_WORDS = new Set(
  (
    "a about above across after afterwards again against all almost alone along already also although " +
    "always am among amongst amoungst amount an and another any anyhow anyone anything anyway anywhere " +
    "are around as at back be became because become becomes becoming been before beforehand behind being " +
    "below beside besides between beyond bill both bottom but by call can cannot cant co con could " +
    "couldnt cry de describe detail do done down due during each eg eight either eleven else elsewhere " +
    "empty enough etc even ever every everyone everything everywhere except few fifteen fifty fill find " +
    "fire first five for former formerly forty found four from front full further get give go had has " +
    "hasnt have he hence her here hereafter hereby herein hereupon hers herself him himself his how " +
    "however hundred i ie if in inc indeed interest into is it its itself keep last latter latterly least " +
    "less ltd made many may me meanwhile might mill mine more moreover most mostly move much must my " +
    "myself name namely neither never nevertheless next nine no nobody none noone nor not nothing now " +
    "nowhere of off often on once one only onto or other others otherwise our ours ourselves out over own " +
    "part per perhaps please put rather re same see seem seemed seeming seems serious several she should " +
    "show side since sincere six sixty so some somehow someone something sometime sometimes somewhere " +
    "still such system take ten than that the their them themselves then thence there thereafter thereby " +
    "therefore therein thereupon these they thick thin third this those though three through throughout " +
    "thru thus to together too top toward towards twelve twenty two un under until up upon us very via " +
    "was we well were what whatever when whence whenever where whereafter whereas whereby wherein " +
    "whereupon wherever whether which while whither who whoever whole whom whose why will with within " +
    "without would yet you your yours yourself yourselves"
  ).split(" "),
);
