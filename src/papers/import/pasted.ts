import { yieldIfDue } from "../../async/yield-if-due.ts";
import { findIds } from "../identifier.ts";
import { bibtexEntries } from "./bibtex/bibtex.ts";
import { jsonListEntries } from "./csl-json.ts";
import { papersOfYaml } from "./csl-yaml.ts";
import type { Entry, Finding } from "./entry.ts";
import { formatOf, HEAD_SIZE } from "./format/format.ts";
import { jsonLinesEntries } from "./json-lines.ts";
import { papersOfJson } from "./json-object.ts";
import { LONGEST_LINE, readLines } from "./lines.ts";
import { risEntries } from "./ris.ts";
import { NO_TABLE, tableEntries, tableHead } from "./table/table.ts";
import { ENDNOTE } from "./tagged/endnote.ts";
import { PUBMED } from "./tagged/pubmed.ts";
import { taggedEntries } from "./tagged/tagged-records.ts";
import { WEB_OF_SCIENCE } from "./tagged/web-of-science.ts";

/** A paper as somebody names it: by an id, or by nothing but its title. */
export interface NamedPaper {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
}

/** The papers that a pasted text names, and the places that could not be read. */
export interface Pasted {
  readonly papers: readonly NamedPaper[];
  /** The first of them; `brokenCount` says how many there are. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  readonly brokenCount: number;
}

/** A megabyte can hold as many broken records, and nobody reads about more than the first. */
const MOST_BROKEN = 20;
const LONGEST_REASON = 200;

/**
 * The papers that a pasted text, or that of a file, names: its BibTeX entries if it has any, or its records of any format for
 * references; otherwise the ids and links in it. Reading ends once there are more than `most`.
 */
export async function papersNamedIn(text: string, most: number): Promise<Pasted> {
  const papers: NamedPaper[] = [];
  const broken: Pasted["broken"][number][] = [];
  let brokenCount = 0;
  for await (const entry of entriesIn(text)) {
    if (entry.kind === "paper") papers.push({ id: entry.found.id, title: entry.found.title });
    else if (entry.kind === "broken" && ++brokenCount <= MOST_BROKEN)
      broken.push({ line: entry.line, reason: entry.reason.slice(0, LONGEST_REASON) });
    if (papers.length > most) break;
    // A megabyte of broken records takes seconds, and others are waiting for answers.
    await yieldIfDue();
  }
  if (papers.length > 0 || /@[a-z]+\s*[{(]/i.test(text)) return { papers, broken, brokenCount };
  const ids = findIds(text, most + 1);
  return ids.length > 0
    ? { papers: ids.map((id) => ({ id })), broken: [], brokenCount: 0 }
    : { papers, broken, brokenCount };
}

function entriesIn(text: string): AsyncIterable<Entry> {
  const bytes = Buffer.from(text);
  const lines = () => readLines(once(bytes), LONGEST_LINE);
  const kind = formatOf(bytes.subarray(0, HEAD_SIZE));
  const format = "format" in kind ? kind.format : undefined;
  if (format === "RIS") return risEntries(lines());
  if (format === "JSON list") return jsonListEntries(once(bytes));
  if (format === "JSON Lines") return jsonLinesEntries(lines());
  if (format === "PubMed") return taggedEntries(lines(), PUBMED);
  if (format === "EndNote") return taggedEntries(lines(), ENDNOTE);
  if (format === "Web of Science") return taggedEntries(lines(), WEB_OF_SCIENCE);
  if (format === "CSV") return tableEntries(lines(), tableHead(text) ?? NO_TABLE);
  if (format === "JSON object") return whole(papersOfJson(text));
  if (format === "CSL-YAML") return whole(papersOfYaml(text));
  return bibtexEntries(lines);
}

async function* whole(findings: readonly Finding[]): AsyncGenerator<Entry> {
  for (const finding of findings) yield { ...finding, bytes: 0 };
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}
