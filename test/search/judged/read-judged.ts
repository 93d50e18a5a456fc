import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface JudgedQuery {
  readonly query: string;
  /** By the papers' ids. */
  readonly grades: ReadonlyMap<string, number>;
}

/** The queries of catalogue.txt, which says how it is written. */
export function readJudged(): readonly JudgedQuery[] {
  const judged: { query: string; grades: Map<string, number> }[] = [];
  for (const line of readFileSync(join(import.meta.dirname, "catalogue.txt"), "utf8").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (!line.startsWith(" ")) {
      judged.push({ query: line, grades: new Map() });
      continue;
    }
    const [grade, ...ids] = line.trim().split(" ");
    for (const id of ids) judged.at(-1)?.grades.set(`arxiv:${id}`, Number(grade));
  }
  return judged;
}
