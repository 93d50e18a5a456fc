import type { Paper } from "../../../src/papers/paper.ts";
import { somePaper } from "./papers.ts";

const SUBJECTS = ["bees", "glass", "rivers", "bridges", "clouds", "violins", "maps", "ferns"];
const ACTIONS = ["solve", "learn", "follow", "compress", "predict", "translate", "sort", "draw"];

/** Invented papers, no two alike, a day apart from 1 January 2026 on. */
export function manyPapers(count: number): readonly Paper[] {
  return Array.from({ length: count }, (_, at) => {
    const [subject, action] = [SUBJECTS[at % 8], ACTIONS[Math.floor(at / 8) % 8]];
    return somePaper({
      id: `arxiv:2601.${String(at + 1).padStart(5, "0")}`,
      title: `Toy ${subject} ${action} puzzle number ${at + 1}`,
      published: new Date(Date.UTC(2026, 0, 1 + (at % 365))).toISOString().slice(0, 10),
      ...(at % 3 === 0 && { upvotes: (at * 7) % 50 }),
    });
  });
}
