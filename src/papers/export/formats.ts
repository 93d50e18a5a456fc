import { yieldIfDue } from "../../async/yield-if-due.ts";
import { bibtexEntry } from "./bibtex.ts";
import { cslItem } from "./csl-json.ts";
import { markdownHeading, markdownLine } from "./markdown.ts";
import { missingLetters } from "./missing-letters.ts";
import type { Cited } from "./reference.ts";
import { risRecord } from "./ris.ts";

export const EXPORT_FORMATS = ["bib", "biblatex", "ris", "csl", "md"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Other names of the formats. */
export const FORMAT_ALIASES: Readonly<Record<string, ExportFormat>> = {
  bibtex: "bib",
  json: "csl",
  "csl-json": "csl",
  markdown: "md",
};

/** The end of a file's name in each format. */
export const FILE_ENDINGS: Readonly<Record<ExportFormat, string>> = {
  bib: "bib",
  biblatex: "bib",
  ris: "ris",
  csl: "json",
  md: "md",
};

interface FormatWriter {
  readonly entry: (cited: Cited) => string;
  readonly file: (entries: readonly string[], heading: string) => string;
}

const FORMATS: Readonly<Record<ExportFormat, FormatWriter>> = {
  bib: {
    entry: (cited) => bibtexEntry(cited, "bibtex"),
    file: (entries) => {
      const text = entries.join("\n");
      return missingLetters(text) + text;
    },
  },
  biblatex: { entry: (cited) => bibtexEntry(cited, "biblatex"), file: (entries) => entries.join("\n") },
  ris: { entry: risRecord, file: (entries) => entries.join("\n") },
  csl: { entry: cslItem, file: (entries) => `[\n${entries.join(",\n")}\n]\n` },
  md: { entry: markdownLine, file: (entries, heading) => markdownHeading(heading) + entries.join("") },
};

/**
 * Papers as a text that reference managers read, with the event loop free in between. `heading` is for people, where the format
 * has room for it.
 */
export async function writePapers(
  papers: readonly Cited[],
  format: ExportFormat,
  heading: string,
): Promise<string> {
  const { entry, file } = FORMATS[format];
  const entries: string[] = [];
  for (const cited of papers) {
    entries.push(entry(cited));
    await yieldIfDue();
  }
  return file(entries, heading);
}
