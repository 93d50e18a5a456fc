import { join } from "node:path";
import { z } from "zod";
import { readJsonLines, readLines } from "../support/read-papers.ts";
import type { Judgements } from "./metrics.ts";

/** A query of a judged collection, and what was judged for it. */
export interface JudgedQuery {
  readonly text: string;
  readonly judgements: Judgements;
}

const querySchema = z.object({ _id: z.string(), text: z.string() });

/** The queries of a folder in BEIR layout that have a relevant document, in the order of queries.jsonl. */
export async function readJudgedQueries(folder: string): Promise<readonly JudgedQuery[]> {
  const judged = await readJudgements(join(folder, "qrels", "test.tsv"));
  const queries: JudgedQuery[] = [];
  for await (const { _id, text } of readJsonLines(join(folder, "queries.jsonl"), querySchema)) {
    const judgements = judged.get(_id);
    if (judgements && Math.max(...judgements.values()) > 0) queries.push({ text, judgements });
  }
  return queries;
}

async function readJudgements(file: string): Promise<ReadonlyMap<string, Judgements>> {
  const judged = new Map<string, Map<string, number>>();
  for await (const line of readLines(file)) {
    const [query = "", document = "", grade = ""] = line.split("\t");
    // The first line holds the names of the columns.
    if (!/^-?\d+\s*$/.test(grade)) continue;
    judged.set(query, (judged.get(query) ?? new Map<string, number>()).set(document, Number(grade)));
  }
  return judged;
}
