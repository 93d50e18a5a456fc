import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { messageOf, UserError } from "../../src/errors.ts";
import type { Paper } from "../../src/papers/paper.ts";

// The fields of this project's own files, of arXiv's metadata and of BEIR collections.
const recordSchema = z.object({
  id: z.string().optional(),
  arxiv_id: z.string().optional(),
  _id: z.string().optional(),
  title: z.string(),
  abstract: z.string().optional(),
  text: z.string().optional(),
  summary: z.string().optional(),
  keywords: z.array(z.string()).default([]),
  authors: z.array(z.string()).default([]),
  categories: z.array(z.string()).default([]),
  published: z.string().optional(),
  /** The day on which arXiv announced it. */
  listed: z.string().optional(),
  codeUrl: z.string().optional(),
});

/** Parses each line of a JSON Lines file. Throws a UserError that names the file and line. */
export async function* readJsonLines<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): AsyncGenerator<z.output<Schema>> {
  let number = 0;
  for await (const line of readLines(file)) {
    number += 1;
    if (line.trim() === "") continue;
    try {
      yield schema.parse(JSON.parse(line));
    } catch (error) {
      throw new UserError(`${file}, line ${number}: ${messageOf(error)}`);
    }
  }
}

/** The lines of a text file. Throws a UserError if it cannot be read. */
export async function* readLines(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new UserError(`Cannot read ${file}: ${messageOf(error)}`);
  }
}

/** At most `limit` papers of a JSON Lines file, in its order. */
export async function readPapers(file: string, limit = Number.POSITIVE_INFINITY): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const paper of streamPapers(file, limit)) papers.push(paper);
  return papers;
}

/** The same, one at a time. */
export async function* streamPapers(file: string, limit: number): AsyncGenerator<Paper> {
  let count = 0;
  for await (const record of readJsonLines(file, recordSchema)) {
    if (count >= limit) return;
    count += 1;
    yield toPaper(record);
  }
}

function toPaper(record: z.output<typeof recordSchema>): Paper {
  const { id, arxiv_id, _id, title, text, summary, codeUrl, keywords, authors, categories } = record;
  const abstract = record.abstract ?? text;
  const published = record.published || record.listed;
  return {
    id: id ?? (arxiv_id === undefined ? (_id ?? title) : `arxiv:${arxiv_id}`),
    // A few records of old collections have no title.
    title: title === "" ? "-" : title,
    keywords,
    authors,
    categories,
    ...(abstract && { abstract }),
    ...(summary && { summary }),
    ...(published && { published }),
    ...(codeUrl && { codeUrl }),
  };
}
