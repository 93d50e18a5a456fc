import { writeBibtex } from "./bibtex.ts";
import { writeCslJson } from "./csl-json.ts";
import { writeMarkdown } from "./markdown.ts";
import type { Cited } from "./reference.ts";
import { writeRis } from "./ris.ts";

export const EXPORT_FORMATS = ["bib", "biblatex", "ris", "csl", "md"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What formats are called as well. */
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

/** Papers as a text that reference managers read. `heading` is for people, where the format has room for it. */
export function writePapers(papers: readonly Cited[], format: ExportFormat, heading: string): string {
  const writers: Readonly<Record<ExportFormat, () => string>> = {
    bib: () => writeBibtex(papers, "bibtex"),
    biblatex: () => writeBibtex(papers, "biblatex"),
    ris: () => writeRis(papers),
    csl: () => writeCslJson(papers),
    md: () => writeMarkdown(papers, heading),
  };
  return writers[format]();
}
