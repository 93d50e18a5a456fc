import { paperUrl } from "../identifier.ts";
import type { Paper } from "../paper.ts";
import { latexText, verbatim } from "./latex-text.ts";
import { type Cited, dateOf, idParts, kindOf } from "./reference.ts";

/** BibTeX in UTF-8, for BibTeX and biber alike. */
export function writeBibtex(papers: readonly Cited[]): string {
  return papers.map(entry).join("\n");
}

const TYPES = { article: "article", conference: "inproceedings", preprint: "misc" } as const;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function entry({ key, paper }: Cited): string {
  const kind = kindOf(paper);
  const { scheme, name } = idParts(paper.id);
  const [year, month, day] = dateOf(paper)?.split("-") ?? [];
  const venue = paper.venue === undefined ? undefined : `{${latexText(paper.venue)}}`;
  const url = paperUrl(paper.id) ?? paper.url;
  const fields: readonly (readonly [string, string | undefined])[] = [
    // The second pair of braces keeps capitals as they are.
    ["title", `{{${latexText(paper.title)}}}`],
    ["author", authors(paper)],
    ["year", year && `{${year}}`],
    ["month", MONTHS[Number(month) - 1]],
    ["day", day && `{${day}}`],
    [kind === "conference" ? "booktitle" : "journal", venue],
    ["doi", scheme === "doi" && verbatim(name) === name ? `{${name}}` : undefined],
    ["eprint", scheme === "arxiv" ? `{${name}}` : undefined],
    ["archiveprefix", scheme === "arxiv" ? "{arXiv}" : undefined],
    ["primaryclass", scheme === "arxiv" ? primaryClass(paper) : undefined],
    ["url", url && `{${verbatim(url)}}`],
  ];
  const lines = fields.flatMap(([field, value]) => (value ? [`  ${field} = ${value}`] : []));
  return `@${TYPES[kind]}{${key},\n${lines.join(",\n")}\n}\n`;
}

function authors({ authors, authorsCount = 0 }: Paper): string | undefined {
  const names = authors.map((name) => {
    const isPlain = !/[,;]|\band\b|^others$|^et\.? al/i.test(name);
    return isPlain ? latexText(name) : `{${latexText(name)}}`;
  });
  const others = authorsCount > authors.length ? ["others"] : [];
  return names.length > 0 ? `{${[...names, ...others].join(" and ")}}` : undefined;
}

function primaryClass({ categories: [first = ""] }: Paper): string | undefined {
  return /^[a-z-]+(?:\.[A-Za-z-]+)?$/.test(first) ? `{${first}}` : undefined;
}
