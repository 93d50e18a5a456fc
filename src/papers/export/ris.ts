import { paperUrl } from "../identifier.ts";
import { type Cited, dateOf, idParts, kindOf, nameParts } from "./reference.ts";

/** RIS, as EndNote, Mendeley and Zotero read it. */
export function writeRis(papers: readonly Cited[]): string {
  return papers.map(record).join("\n");
}

const TYPES = { article: "JOUR", conference: "CPAPER", preprint: "UNPB" } as const;

function record({ key, paper }: Cited): string {
  const { scheme, name } = idParts(paper.id);
  const date = dateOf(paper);
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["TY", TYPES[kindOf(paper)]],
    ["ID", key],
    ["TI", paper.title],
    ...paper.authors.map((author) => ["AU", lastFirst(author)] as const),
    ["PY", date?.slice(0, 4)],
    ["DA", date?.replaceAll("-", "/")],
    ["T2", paper.venue],
    ["DO", scheme === "doi" ? name : undefined],
    ["AN", scheme === "arxiv" ? `arXiv:${name}` : undefined],
    ["UR", paperUrl(paper.id) ?? paper.url],
  ];
  const written = lines.flatMap(([tag, value]) => (value ? [`${tag}  - ${oneLine(value)}`] : []));
  return `${[...written, "ER  - "].join("\n")}\n`;
}

// A comma separates the parts of a name, a semicolon names: neither can be said within one.
function lastFirst(name: string): string {
  const { family, given, suffix } = nameParts(name.replace(/[,;]\s*/g, " ").trim());
  return [family, given, suffix].filter(Boolean).join(", ");
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
