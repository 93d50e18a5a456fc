import type { Paper } from "../../../src/papers/paper.ts";

/**
 * Invented papers, as different as real ones are: long and short titles, with and without an abstract, code or votes
 * elsewhere.
 */
export const PAPERS: readonly Partial<Paper>[] = [
  {
    id: "arxiv:2611.00101",
    title: "Streaming Video Understanding with a Bounded Memory of Past Frames",
    abstract:
      "Models that watch video as it arrives must forget most of what they have seen. We keep a memory of fixed size and learn which frames to replace. On three benchmarks of hour-long streams the model answers questions about the past as well as one that keeps everything, at a twentieth of the memory. An ablation shows that forgetting by expected use matters more than the size of the memory.",
    summary:
      "A memory of fixed size is enough to answer questions about hour-long video streams, if the model learns which frames to forget.",
    authors: ["Ada Brook", "Ben Carver", "Chloe Danner", "Dev Ellis", "Eva Frost"],
    published: "2026-11-20",
    categories: ["cs.CV"],
    codeUrl: "https://github.com/example/bounded-memory",
    upvotes: 42,
  },
  {
    id: "arxiv:2611.00102",
    title: "Token Pruning for Streaming Video Language Models",
    abstract:
      "Streaming video fills the context of a language model within minutes. We prune tokens that repeat what earlier frames said and show that nine out of ten can go without loss.",
    authors: ["Frank Gale", "Hana Ito"],
    published: "2026-11-19",
    categories: ["cs.CV", "cs.CL"],
    venue: "CVPR 2027",
  },
  {
    id: "arxiv:2611.00103",
    title: "When Should a Video Assistant Speak? Timing Replies in Streaming Video",
    summary: "An assistant learns when to speak while it watches a video stream.",
    authors: ["Ivy Jones", "Kai Lund", "Mia Novak"],
    published: "2026-11-18",
    categories: ["cs.CL"],
    codeUrl: "https://github.com/example/when-to-speak",
  },
  {
    id: "arxiv:2611.00104",
    title: "A Survey of Streaming Video Benchmarks",
    abstract: "We review forty benchmarks of streaming video and sort them by what they measure.",
    authors: ["Omar Petit"],
    published: "2026-11-12",
    categories: ["cs.CV"],
  },
  {
    id: "arxiv:2611.00105",
    title: "Low-Latency Streaming of Neural Video Codecs over Mobile Networks",
    abstract: "A neural codec adapts its rate to the network once in each group of frames of the video.",
    authors: ["Quinn Rossi", "Sara Tan"],
    published: "2026-10-30",
    categories: ["eess.IV"],
    upvotes: 1,
  },
  {
    id: "arxiv:2610.00206",
    title: "Online Action Detection in Streaming Video without Future Frames",
    abstract: "Actions are detected while they happen in a video stream.",
    authors: ["Umar Vance", "Wen Xu", "Yara Zeller"],
    published: "2026-10-14",
    categories: ["cs.CV"],
  },
  {
    id: "arxiv:2610.00207",
    title: "KV Cache Compression by Learned Eviction",
    abstract:
      "The key-value cache of a language model is compressed by evicting entries that will not be used.",
    authors: ["Ada Brook", "Leo Marsh"],
    published: "2026-11-20",
    categories: ["cs.LG"],
    codeUrl: "https://github.com/example/kv-evict",
  },
  {
    id: "arxiv:2609.00308",
    title: "Protein Folding with Diffusion over Distance Maps",
    abstract: "We predict protein structure by diffusion over maps of distances between residues.",
    authors: ["Nora Olsen", "Paul Quist"],
    published: "2026-11-17",
    categories: ["q-bio.BM"],
  },
  {
    id: "doi:10.5555/example.2025.17",
    title: "Reading Groups That Last: A Field Study",
    authors: ["Rita Stone"],
    published: "2025",
    venue: "Journal of Imaginary Practice",
    url: "https://example.org/reading-groups",
  },
  {
    id: "arxiv:2608.00409",
    title: "Once for All Tasks: One Network, Many Budgets",
    abstract: "One network is trained once and cut to any budget of compute.",
    authors: ["Tom Urban", "Vera Wolf"],
    published: "2026-08-03",
    categories: ["cs.LG"],
  },
];
