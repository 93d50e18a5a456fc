import { tableHead } from "../table/table.ts";
import { encodingOf, headText } from "./encoding.ts";
import { problemOfBytes, problemOfText } from "./foreign.ts";

/** How a file is read. */
export type FileFormat =
  | "JSON Lines"
  | "JSON list"
  | "JSON object"
  | "CSL-YAML"
  | "BibTeX"
  | "RIS"
  | "PubMed"
  | "EndNote"
  | "Web of Science"
  | "CSV"
  | "HTML"
  | "Markdown"
  | "plain text";

/** The number of bytes at a file's start that tell its format. */
export const HEAD_SIZE = 64 * 1024;

/**
 * The format of a file that starts with `head`; or why it cannot be read and what to do, to be put after the file's name. The end of
 * `name` decides where the text looks like nothing but text.
 */
export function formatOf(head: Buffer, name = ""): { format: FileFormat } | { problem: string } {
  const bytesProblem = encodingOf(head) === "utf-8" ? problemOfBytes(head, name) : undefined;
  if (bytesProblem !== undefined) return { problem: bytesProblem };
  const text = headText(head);
  const problem = problemOfText(text);
  if (problem !== undefined) return { problem };
  if (tableHead(text) !== undefined) return { format: "CSV" };
  if (/\.[ct]sv$/i.test(name)) return { problem: UNTITLED_TABLE };
  const format = formatOfText(text);
  const isMarkdown = /\.(?:md|markdown)$/i.test(name);
  if (
    isMarkdown &&
    (format === "plain text" || (format === "HTML" && !/<(?:!doctype|html|body)\b/i.test(text)))
  )
    return { format: "Markdown" };
  const named = EXTENSIONS.get(/\.([a-z]{2,7})$/i.exec(name)?.[1]?.toLowerCase() ?? "");
  return { format: named !== undefined && /^(?:Markdown|plain text)$/.test(format) ? named : format };
}

const UNTITLED_TABLE =
  "is a table without names of columns that I know. Call them “title”, “authors”, “year”, “doi” or “arxiv”.";

const EXTENSIONS: ReadonlyMap<string, FileFormat> = new Map<string, FileFormat>([
  ["bib", "BibTeX"],
  ["bibtex", "BibTeX"],
  ["ris", "RIS"],
  ["nbib", "PubMed"],
  ["enw", "EndNote"],
  ["ciw", "Web of Science"],
  ["yaml", "CSL-YAML"],
  ["yml", "CSL-YAML"],
  ["jsonl", "JSON Lines"],
  ["html", "HTML"],
]);

function formatOfText(text: string): FileFormat {
  if (/^\[\s*(?:[{\]]|$|"[^"]*"\s*[,\]])|^\[\s*\n/.test(text)) return "JSON list";
  if (/^(?:[%#][^\n]*\n\s*)*@[a-z]+\s*[{(]/i.test(text)) return "BibTeX";
  const tagged = taggedFormatOf(text);
  if (tagged !== undefined) return tagged;
  // A record over several lines, or an envelope with all of them.
  if (
    /^\{\s*\n|^\{\s*"(?:items|message|message-type|status|references)"\s*:\s*(?:[[{]|"ok"|"work)/.test(text)
  )
    return "JSON object";
  if (/^\{\s*"(?:entries|papers|data|results)"\s*:\s*\[/.test(text)) return "JSON object";
  const lines = text
    .split("\n", 21)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  // Only comments, as in a library that was just made: in BibTeX, `%` begins one for most programs.
  if (lines.every((line) => /^\s*%(?!PDF)/.test(line))) return "BibTeX";
  // Works by their keys, all on one line.
  if (lines.length === 1 && /^\{\s*"(?!paper"|data")[^"]{1,100}"\s*:\s*\{\s*"/.test(text))
    return "JSON object";
  const records = lines.filter((line) => line.trimStart().startsWith("{")).length;
  if (records * 2 > lines.length) return "JSON Lines";
  if (isCslYaml(lines)) return "CSL-YAML";
  // Abstracts may quote a tag; a page starts with one, or declares itself.
  if (/^<[a-z!][^<>]{0,2000}>/i.test(text) || /<(?:!doctype html|html|body|article)[\s>]/i.test(text))
    return "HTML";
  if (
    /^ {0,3}#{1,4} \S/m.test(text) ||
    /\]\((?:https?:\/\/|\/)[^\s\][]+\)/.test(text) ||
    /^ {0,9}[-*+] <https?:\/\//m.test(text) ||
    /^ {0,3}\[[^\][]{1,100}\]:\s{1,9}<?https?:\/\//m.test(text)
  )
    return "Markdown";
  // Programs put a line or two of their own before the first record.
  if (/^[ \t]*@[a-z]+\s*\{\s*[^\s,={}"]+\s*,/im.test(text)) return "BibTeX";
  if (/^TY {1,2}- ?[A-Z]+\s*$/m.test(text)) return "RIS";
  return "plain text";
}

// Formats with a tag at the start of each line; the first one is enough to know them, and the second to be sure.
function taggedFormatOf(text: string): FileFormat | undefined {
  if (/^TY {1,2}- /.test(text)) return "RIS";
  if (/^PMID ?- ?\d/.test(text)) return "PubMed";
  if (/^(?:FN (?:Clarivate|Thomson|ISI)|PT [JBSP]\n(?:A[UF]|B[AF]|TI|CA|GP) )/.test(text))
    return "Web of Science";
  if (/^%(?:0 \S|[A-Z] \S[^\n]*\n(?:[^\n]*\n){0,30}%[A-Z0-9] )/.test(text)) return "EndNote";
  return undefined;
}

// A list under "references:", or by itself, whose first item has a field that every reference has.
function isCslYaml(lines: readonly string[]): boolean {
  const first = lines.findIndex((line) => /^ {0,8}- {1,4}[\w-]{1,40}:/.test(line));
  if (first < 0 || !lines.slice(0, first).every((line) => /^(?:---|[\w-]{1,40}:)/.test(line))) return false;
  const [start = "", ...rest] = lines.slice(first);
  const item = [start, ...takeIndented(rest)];
  return item.some((line) => /^[ -]{0,12}(?:id|type|title|author):/.test(line));
}

function takeIndented(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => !/^ {2,12}[^ -]/.test(line));
  return end < 0 ? lines : lines.slice(0, end);
}
